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

/// A POST to somebody whom a stranger has named.
struct HttpCall {
  base::Id id;
  std::string url;
  std::vector<std::string> headers;  ///< "Name: value"
  std::string body;
};

/// What came of it.
struct HttpAnswer {
  enum class Kind {
    answered,
    timed_out,
    failed,  ///< no connection, a name that nobody knows, an address that may not be called, TLS
  };
  Kind kind = Kind::failed;
  int status = 0;       ///< of HTTP
  std::string headers;  ///< "Name: value", one a line
  std::string body;     ///< as far as it was read
  std::string reason;   ///< why there is no answer: a sentence
  std::optional<std::chrono::seconds> retry_after = {};
};

/// Calls others by HTTP, many at once, on a thread of its own: neither a slow receiver nor what the
/// courier does meanwhile delays another call. Each address that is connected to must be public and
/// its port one of the web's, whatever name led to it. No redirect is followed, no proxy of the
/// environment is used, nothing is decompressed, and of an answer 64 KiB are read.
class HttpCalls {
 public:
  struct Settings {
    bool allow_private = false;  ///< addresses that are not public
    std::string ca_file = {};    ///< PEM; empty: the system's certificates
    std::chrono::milliseconds timeout{5000};
    std::size_t most = 64;  ///< at once
  };

  /// Starts no thread yet. Make it after the fork.
  explicit HttpCalls(Settings settings);
  /// Calls under way are broken off.
  ~HttpCalls();

  std::size_t room() const;
  std::size_t under_way() const;
  /// Only when there is room.
  void begin(HttpCall call);

  using Report = std::function<void(const base::Id&, const HttpAnswer&)>;
  /// Waits until some have ended, for at most `at_most`, and reports them, each once.
  void work(std::chrono::milliseconds at_most, const Report& report);

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace courier
