#pragma once

#include <chrono>
#include <string>

#include "base/waiting.h"

namespace courier {

/// Fetches the key set that an identity provider publishes, by HTTP GET. The operator chose the
/// provider's URL, but its name may later resolve to another address, so every address is checked
/// before connecting. It follows no redirect and uses no proxy from the environment.
class JwksFetch {
 public:
  struct Settings {
    bool allow_private = false;  ///< addresses that are not public, and http without TLS
    std::string ca_file = {};    ///< PEM; empty: the system's certificates
    std::chrono::seconds timeout{5};
  };

  explicit JwksFetch(Settings settings) : settings_(std::move(settings)) {}

  /// Returns the body of an answer 200. Throws base::Error (unavailable) with the reason otherwise:
  /// a scheme other than https, an address that may not be called, no connection, an invalid
  /// certificate, no answer in time, another status, more than 256 KiB.
  std::string operator()(const std::string& url) const;

  /// The same in a confined process, and waits for it as told: for a process that has other work,
  /// and none that a stranger's TLS should be near to. Throws besides when no process can be made.
  std::string apart(const std::string& url, base::Waiting& waiting) const;

 private:
  Settings settings_;
};

}  // namespace courier
