#include "gateway/exchange.h"

#include <fcgiapp.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>

#include <csignal>
#include <iterator>
#include <span>
#include <string>

#include "gateway/intake.h"
#include "gateway/writer.h"

namespace gateway {
namespace {

constexpr int kResponder = 1;  // FastCGI 1.0, section 6.1

/// Runs FCGX_Init once, and undoes its signal handlers, which replace even ignored signals.
void init_libfcgi() {
  constexpr int kTaken[] = {SIGPIPE, SIGUSR1, SIGTERM};
  struct sigaction ours[std::size(kTaken)];
  for (std::size_t i = 0; i < std::size(kTaken); ++i) sigaction(kTaken[i], nullptr, &ours[i]);
  FCGX_Init();
  for (std::size_t i = 0; i < std::size(kTaken); ++i) sigaction(kTaken[i], &ours[i], nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

/// A request inside libfcgi, which must neither accept connections nor close ours.
class Transaction {
 public:
  explicit Transaction(int connection) {
    FCGX_InitRequest(&request_, -1, 0);  // -1: should it try to accept, that fails
    request_.ipcFd = connection;
    request_.detached = 1;  // should it close, then without waiting two seconds for the peer
    request_.keepConnection = 1;
  }
  ~Transaction() { FCGX_Free(&request_, 0); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Reads the header. False when libfcgi rejected it and has closed the connection.
  bool begin() {
    if (FCGX_Accept_r(&request_) != 0) return false;
    keep_ = request_.keepConnection != 0;
    request_.keepConnection = 1;
    return true;
  }

  bool wants_keep() const { return keep_; }
  bool is_responder() const { return request_.role == kResponder; }
  const char* const* parameters() const { return request_.envp; }

  Chunk read(std::span<char> buffer, const Deadline& deadline) {
    const int size = FCGX_GetStr(buffer.data(), static_cast<int>(buffer.size()), request_.in);
    if (FCGX_GetError(request_.in) != 0) {
      return {deadline.expired() ? Chunk::Kind::stalled : Chunk::Kind::broken};
    }
    if (size == 0) return {Chunk::Kind::end};
    return {deadline.expired() ? Chunk::Kind::stalled : Chunk::Kind::bytes,
            static_cast<std::size_t>(size)};
  }

  /// Writes the answer and ends the request. False when the connection broke and was closed.
  bool end(const std::string& answer) {
    if (FCGX_PutStr(answer.data(), static_cast<int>(answer.size()), request_.out) < 0) {
      FCGX_Free(&request_, 1);
      return false;
    }
    FCGX_ClearError(request_.in);  // the error has been handled, and is no reason to close
    FCGX_Finish_r(&request_);
    return request_.ipcFd >= 0;
  }

 private:
  FCGX_Request request_{};
  bool keep_ = false;
};

bool has_hung_up(int connection) {
  pollfd state{connection, POLLOUT, 0};
  return poll(&state, 1, 0) == 1 && (state.revents & (POLLHUP | POLLERR)) != 0;
}

/// Whether a write of this size cannot block, even when nobody reads: nothing is in transit yet,
/// and it is smaller than the smallest send buffer of any kernel.
bool fits_unread(int connection, std::size_t size) {
  constexpr std::size_t kSurelyHeld = 8 * 1024;
  int on_its_way = 0;
  return size <= kSurelyHeld && ioctl(connection, SIOCOUTQ, &on_its_way) == 0 && on_its_way == 0;
}

/// Refuses other roles (such as an authorizer): an answer meant for a page might open a gate.
Response refuse_role() {
  return Response::text("This service answers in the FastCGI role of a responder only.\n", 501);
}

}  // namespace

Exchange::Exchange(const Options& options, const Service& service)
    : options_(options),
      service_(service),
      proxies_(options.trusted_proxies),
      deadline_(options.idle_timeout) {
  init_libfcgi();
}

After Exchange::run(int connection, bool with_body) {
  const auto& limits = options_.limits;
  Transaction transaction(connection);
  with_body ? deadline_.forget() : deadline_.arm(connection);
  if (!transaction.begin()) {
    deadline_.disarm();
    return After::gone;
  }
  const Parameters parameters(transaction.parameters(), limits);
  auto request = read_request(parameters, limits, proxies_);
  bool drained = false;
  if (transaction.is_responder()) {
    const ReadSome read_some = [&](std::span<char> buffer) {
      return transaction.read(buffer, deadline_);
    };
    auto body = read_body(Claim::parse(parameters["CONTENT_LENGTH"]), limits.body, read_some);
    drained = body.at_end || (transaction.wants_keep() && discard_rest(kMostDiscarded, read_some));
    take_body(request, std::move(body), limits);
  }
  deadline_.disarm();
  if (!drained && has_hung_up(connection)) return After::close;

  const auto response = transaction.is_responder() ? service_(request) : refuse_role();
  const auto answer = to_cgi(response, request.method == Method::head, limits.response_headers);

  if (!fits_unread(connection, answer.size())) deadline_.arm(connection);
  const bool sent = transaction.end(answer);
  deadline_.disarm();
  if (!sent) return After::gone;
  if (!drained) return After::linger;
  return transaction.wants_keep() ? After::keep : After::close;
}

}  // namespace gateway
