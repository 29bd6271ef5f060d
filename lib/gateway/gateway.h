#pragma once

#include <chrono>
#include <csignal>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/waiting.h"
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
  /// The longest that each of these may take: a request to arrive, and an idle kept connection to
  /// be used again.
  std::chrono::seconds idle_timeout{30};
  /// Bytes a second that a client must send on average, after the first `rate_grace` of a request,
  /// and take, after the first idle_timeout of an answer.
  std::size_t least_rate = 500;
  std::chrono::seconds rate_grace{10};
  unsigned long max_requests = 0;  ///< retire after as many; 0: never
  /// Kept connections of one worker; fewer when its descriptors would run short.
  std::size_t max_connections = 512;
  /// Requests that one worker has begun and not answered, since they wait (Parking). Others stay
  /// where they are until one is answered.
  std::size_t max_in_progress = 256;
  /// Bytes of requests that are not whole and of answers that are not taken. Over it, the slowest
  /// client is given up.
  std::size_t max_held = 32UL * 1024 * 1024;
};

/// How this process was started.
enum class Launch {
  command,  ///< from a shell, systemd or cron: the command line says what to do
  cgi,      ///< by a web server, for the one request that the environment describes
  fastcgi,  ///< by a web server or spawner, with the listening socket on descriptor 0
};

/// Detects it from descriptor 0 and the environment, without changing either.
Launch detect_launch();

/// How a service waits without holding up its worker: the request is put aside, and its worker
/// answers others meanwhile. Outside serve_fastcgi() it waits in place.
class Parking : public base::Waiting {
 public:
  /// When the worker has to end and has given the request all the time that it can, the wait is
  /// over at once, as if `most` had passed.
  bool until_readable(int descriptor, std::chrono::milliseconds most) override;

 private:
  friend class Worker;
  std::function<bool(int, std::chrono::milliseconds)> park_;
};

/// Answers requests from a listening socket until `stop` is set by a signal handler, or
/// max_requests are answered. A request is begun when all of it is there, and no client holds up
/// another, however slowly it sends or takes. Requests that have begun are finished; none is cut
/// off. The signals in `interrupts` must be blocked by the caller; they are let in only while the
/// loop waits. `hand_over`, when not negative, is a socket (SOCK_SEQPACKET) on which a worker that
/// ends passes its connections to other workers, with what has arrived on them, and from which it
/// takes over theirs. When it ends, each connection that nobody takes may bring one more request,
/// within at most 5 seconds. `parking`, when given, is the object by which the service waits; it
/// must outlive the call. Throws base::Error (internal) when the socket itself fails,
/// (invalid_argument) when an entry of `trusted_proxies` is neither an address nor a block.
struct Loop {
  int listening = 0;
  const volatile std::sig_atomic_t* stop = nullptr;
  sigset_t interrupts{};
  int hand_over_out = -1;
  int hand_over_in = -1;
  Parking* parking = nullptr;
};
void serve_fastcgi(const Loop& loop, const Options& options, const Service& service);

/// Answers the one request of this process's environment and descriptors 0 and 1, and closes
/// descriptor 1, so that the client has its answer before the caller goes on.
void serve_cgi(const Options& options, const Service& service);

}  // namespace gateway
