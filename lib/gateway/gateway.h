#pragma once

#include <chrono>
#include <csignal>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "gateway/request.h"
#include "gateway/response.h"

/// The gateway: between the web server and one function from Request to Response, by FastCGI or by
/// CGI. It is the only user of libfcgi and cgicc, and it holds every bound on what comes in. It
/// knows no route, no API and no account.
namespace gateway {

/// What answers a request. It never throws.
using Service = std::function<Response(const Request&)>;

/// The bounds. Behind them: mod_fcgid refuses bodies over 128 KiB, nginx answers of which the
/// header block is over 4 KiB, Apache an Authorization line over 8 KiB. A request over one of them
/// has a fault; the README has the table.
struct Limits {
  std::size_t body = 120 * 1024;            ///< bytes
  std::size_t form = 64 * 1024;             ///< bytes of an urlencoded body or query
  std::size_t fields = 256;                 ///< fields of a form, a query, or a Cookie header
  std::size_t parameters = 256;             ///< CGI variables of a request
  std::size_t parameter_bytes = 64 * 1024;  ///< of all of them; over twice as many: dropped
  std::size_t bearer_token = 7 * 1024 + 512;
  std::size_t response_headers = 3 * 1024 + 512;
};

struct Options {
  Limits limits;
  std::vector<std::string> trusted_proxies;  ///< addresses or CIDR blocks that may name the client
  /// For a request's header to arrive, for its body, for the answer to be taken, and for an idle
  /// kept connection to be used again.
  std::chrono::seconds idle_timeout{30};
  unsigned long max_requests = 0;  ///< retire after so many; 0: never
  /// Kept connections of one worker; fewer when its descriptors would run short.
  std::size_t max_connections = 512;
};

/// How this process was started.
enum class Launch {
  command,  ///< from a shell, systemd or cron: the command line says what to do
  cgi,      ///< by a web server, for the one request that the environment describes
  fastcgi,  ///< by a web server or spawner, with the listening socket on descriptor 0
};

/// Reads it off descriptor 0 and the environment. Has no effect on either.
Launch detect_launch();

/// By it a service tells the worker that has called it that the request will take longer than
/// others should have to wait, such as a password's hash.
class Relief {
 public:
  /// Passes the connections that wait on this worker to other workers, as far as these take them.
  /// Does nothing outside of serve_fastcgi(), or without a hand-over socket.
  void ask() const {
    if (pass_on_) pass_on_();
  }

 private:
  friend class Worker;
  std::function<void()> pass_on_;
};

/// Answers requests from a listening socket until `stop` is set by a signal handler, or
/// max_requests are answered. The requests that have begun are finished; none is cut off.
/// The signals in `interrupts` must be blocked by the caller; they are let in only while the loop
/// waits, so no read or write is ever interrupted by one. SIGALRM is taken over while it runs.
/// `hand_over`, when not negative, is a socket (SOCK_SEQPACKET) on which a worker that ends, or is
/// asked for relief, passes its waiting connections to other workers, and from which it takes over
/// those of others. When it ends, those that nobody takes may bring one more request each, for at
/// most 5 seconds.
/// `relief`, when there is one, is what the service asks; it must outlive the call.
/// Throws base::Error (internal) when the socket itself fails, (invalid_argument) when
/// `trusted_proxies` has what is neither an address nor a block.
struct Loop {
  int listening = 0;
  const volatile std::sig_atomic_t* stop = nullptr;
  sigset_t interrupts{};
  int hand_over_out = -1;
  int hand_over_in = -1;
  Relief* relief = nullptr;
};
void serve_fastcgi(const Loop& loop, const Options& options, const Service& service);

/// Answers the one request of this process's environment and descriptors 0 and 1, and closes
/// descriptor 1, so that the client has its answer before the caller goes on.
void serve_cgi(const Options& options, const Service& service);

}  // namespace gateway
