#pragma once

#include <chrono>
#include <csignal>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "gateway/request.h"
#include "gateway/response.h"

/// The gateway connects the web server, over FastCGI or CGI, with one function from Request to
/// Response. It is the only user of libfcgi and cgicc, and it holds every bound on what comes in.
/// It knows no route, no API and no account.
namespace gateway {

/// What answers a request. It never throws.
using Service = std::function<Response(const Request&)>;

/// The bounds on requests and answers. A request over one of them has a fault. They follow the
/// limits of web servers: mod_fcgid refuses bodies over 128 KiB, nginx answers with a header block
/// over 4 KiB, Apache an Authorization line over 8 KiB. The README has the table.
struct Limits {
  std::size_t body = 120 * 1024;  ///< bytes
  std::size_t form = 64 * 1024;   ///< bytes of an urlencoded body or query
  std::size_t fields = 256;       ///< fields of a form, a query, or a Cookie header
  std::size_t parameters = 256;   ///< CGI variables of a request
  std::size_t parameter_bytes =
      64 * 1024;  ///< of all of them; a request over twice as many is dropped
  std::size_t bearer_token = 7 * 1024 + 512;
  std::size_t response_headers = 3 * 1024 + 512;
};

struct Options {
  Limits limits;
  std::vector<std::string> trusted_proxies;  ///< addresses or CIDR blocks that may name the client
  /// How long each of these may take: a request's header to arrive, its body to arrive, the answer
  /// to be read, and an idle kept connection to be used again.
  std::chrono::seconds idle_timeout{30};
  unsigned long max_requests = 0;  ///< retire after as many; 0: never
  /// Kept connections of one worker; fewer when its descriptors would run short.
  std::size_t max_connections = 512;
};

/// How this process was started.
enum class Launch {
  command,  ///< from a shell, systemd or cron: the command line says what to do
  cgi,      ///< by a web server, for the one request that the environment describes
  fastcgi,  ///< by a web server or spawner, with the listening socket on descriptor 0
};

/// Detects it from descriptor 0 and the environment, without changing either.
Launch detect_launch();

/// Lets a service tell its worker that a request will take longer than others should have to wait,
/// for example to hash a password.
class Relief {
 public:
  /// Passes the connections that wait for this worker to other workers, as far as those accept
  /// them. Does nothing outside serve_fastcgi() or without a hand-over socket.
  void ask() const {
    if (pass_on_) pass_on_();
  }

 private:
  friend class Worker;
  std::function<void()> pass_on_;
};

/// Answers requests from a listening socket until `stop` is set by a signal handler, or
/// max_requests are answered. Requests that have begun are finished; none is cut off. The signals
/// in `interrupts` must be blocked by the caller; they are let in only while the loop waits, so no
/// read or write is ever interrupted by one. SIGALRM is taken over while it runs. `hand_over`, when
/// not negative, is a socket (SOCK_SEQPACKET) on which a worker that ends, or is asked for relief,
/// passes its waiting connections to other workers, and from which it takes over theirs. When it
/// ends, each connection that nobody takes may bring one more request, within at most 5 seconds.
/// `relief`, when given, is the object that the service asks; it must outlive the call. Throws
/// base::Error (internal) when the socket itself fails, (invalid_argument) when an entry of
/// `trusted_proxies` is neither an address nor a block.
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
