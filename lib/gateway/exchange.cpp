#include "gateway/exchange.h"

#include <fcgiapp.h>

#include <csignal>
#include <span>

#include "gateway/intake.h"
#include "gateway/wire.h"
#include "gateway/writer.h"

namespace gateway {

/// A request inside libfcgi. It waits for nothing, but it must be given a Wire for as long as it
/// reads or writes.
class Exchange::Transaction {
 public:
  Transaction() {
    FCGX_InitRequest(&request_, -1, 0);
    request_.ipcFd = 0;           // any: there is a connection, so none has to be accepted
    request_.keepConnection = 1;  // or FCGX_Accept_r would take it for one that is over
  }
  ~Transaction() { FCGX_Free(&request_, 0); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Reads the header. Throws base::Error (internal) when it is refused: what is given here was
  /// checked before.
  void begin() {
    if (FCGX_Accept_r(&request_) != 0) {
      throw base::Error(base::ErrorCode::internal, {}, {"libfcgi refused a request"});
    }
  }

  const char* const* parameters() const { return request_.envp; }

  Chunk read(std::span<char> buffer) {
    const int size = FCGX_GetStr(buffer.data(), static_cast<int>(buffer.size()), request_.in);
    if (FCGX_GetError(request_.in) != 0) return {Chunk::Kind::broken};
    if (size == 0) return {Chunk::Kind::end};
    return {Chunk::Kind::bytes, static_cast<std::size_t>(size)};
  }

  /// Writes the answer and ends the request.
  void end(const std::string& answer) {
    FCGX_PutStr(answer.data(), static_cast<int>(answer.size()), request_.out);
    FCGX_Finish_r(&request_);
  }

 private:
  FCGX_Request request_{};
};

namespace {

constexpr std::size_t kUsualInput = 16 * 1024;

/// Why a body that did not come whole cannot be read to its end.
Chunk::Kind kind_of(Arrival::Ending ending) {
  if (ending == Arrival::Ending::stalled) return Chunk::Kind::stalled;
  return ending == Arrival::Ending::excess ? Chunk::Kind::excess : Chunk::Kind::broken;
}

After after(const Arrival& arrival) {
  if (!arrival.at_end()) return After::linger;
  return arrival.wants_keep() ? After::keep : After::close;
}

}  // namespace

Exchange::Exchange(const Options& options, const Service& service)
    : options_(options), service_(service), proxies_(options.trusted_proxies) {
  FCGX_Init();
  Wire::check();
  std::signal(SIGPIPE, SIG_IGN);
}

/// Refuses other roles (such as an authorizer): an answer meant for a page might open a gate.
Response Exchange::refuse_or_serve(bool is_responder, const Request& request) const {
  if (is_responder) return service_(request);
  return Response::text("This service answers in the FastCGI role of a responder only.\n", 501);
}

After Exchange::run(const Arrival& arrival, std::string& out) {
  const bool is_responder = arrival.is_responder();
  const auto then = after(arrival);
  Transaction transaction;
  const auto request = read(arrival, transaction);
  const auto response = refuse_or_serve(is_responder, request);
  const auto answer =
      to_cgi(response, request.method == Method::head, options_.limits.response_headers);
  const Wire wire({}, out);
  transaction.end(answer);
  return then;
}

Request Exchange::read(const Arrival& arrival, Transaction& transaction) {
  const auto& limits = options_.limits;
  input_.clear();
  if (input_.capacity() > kUsualInput) input_.shrink_to_fit();
  arrival.append_to(input_);
  std::string unsaid;
  const Wire wire(input_, unsaid);
  transaction.begin();
  const Parameters parameters(transaction.parameters(), limits);
  auto request = read_request(parameters, limits, proxies_);
  if (arrival.is_responder()) {
    const auto claim = parameters["CONTENT_LENGTH"];
    const auto read_some = [&](std::span<char> buffer) {
      return arrival.ending() == Arrival::Ending::whole ? transaction.read(buffer)
                                                        : Chunk{kind_of(arrival.ending())};
    };
    take_body(request, read_body(Claim::parse(claim), limits.body, read_some), limits);
  }
  return request;
}

}  // namespace gateway
