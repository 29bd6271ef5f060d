#pragma once

#include <chrono>
#include <string>

namespace courier {

/// Fetches the key set that an identity provider publishes, by HTTP GET. The provider's address is
/// the operator's choice, but its name may come to mean another address, so each one that is
/// connected to is looked at. No redirect is followed, no proxy of the environment is used.
class JwksFetch {
 public:
  struct Settings {
    bool allow_private = false;  ///< addresses that are not public, and http without TLS
    std::string ca_file = {};    ///< PEM; empty: the system's certificates
    std::chrono::seconds timeout{5};
  };

  explicit JwksFetch(Settings settings) : settings_(std::move(settings)) {}

  /// The body of the answer 200. Throws base::Error (unavailable) with the reason for everything
  /// else: another scheme than https, an address that may not be asked, no connection, a
  /// certificate that does not fit, no answer in time, another status, more than 256 KiB.
  std::string operator()(const std::string& url) const;

 private:
  Settings settings_;
};

}  // namespace courier
