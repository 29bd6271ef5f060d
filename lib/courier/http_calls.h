#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"

namespace courier {

/// A POST to a URL that a stranger chose.
struct HttpCall {
  base::Id id;
  std::string url;
  std::vector<std::string> headers;  ///< "Name: value"
  std::string body;
};

/// The result of a call.
struct HttpAnswer {
  enum class Kind {
    answered,
    timed_out,
    failed,  ///< no connection, an unknown name, an address that may not be called, TLS
  };
  Kind kind = Kind::failed;
  int status = 0;       ///< the HTTP status
  std::string headers;  ///< "Name: value", one a line
  std::string body;     ///< as far as it was read
  std::string reason;   ///< why there is no answer: a sentence
  std::optional<std::chrono::seconds> retry_after = {};
};

/// Makes HTTP calls, many at once, on a thread of its own, so that neither a slow receiver nor the
/// courier's other work delays a call. Every address that it connects to must be public and its
/// port one of the web's, whatever name led to it. It follows no redirect, uses no proxy from the
/// environment, decompresses nothing, and reads at most 64 KiB of an answer.
class HttpCalls {
 public:
  struct Settings {
    bool allow_private = false;  ///< addresses that are not public
    std::string ca_file = {};    ///< PEM; empty: the system's certificates
    std::chrono::milliseconds timeout{5000};
    std::size_t most = 64;  ///< at once
  };

  /// Starts no thread yet. Construct it after the fork.
  explicit HttpCalls(Settings settings);
  /// Aborts the calls under way.
  ~HttpCalls();

  std::size_t room() const;
  std::size_t under_way() const;
  /// Begins a call. Only when there is room.
  void begin(HttpCall call);

  using Report = std::function<void(const base::Id&, const HttpAnswer&)>;
  /// Waits until some calls have ended, for at most `at_most`, and reports each of them once.
  void work(std::chrono::milliseconds at_most, const Report& report);

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace courier
