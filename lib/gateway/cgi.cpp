#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>

#include "base/file.h"
#include "base/log.h"
#include "gateway/gateway.h"
#include "gateway/intake.h"
#include "gateway/writer.h"

namespace gateway {
namespace {

using Clock = std::chrono::steady_clock;

/// Waits until the descriptor is ready; false when `until` comes first.
bool wait_for(int descriptor, short events, Clock::time_point until) {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd state{descriptor, events, 0};
    const int ready = poll(&state, 1, left > 0 ? static_cast<int>(left) : 0);
    if (ready != 0 && !(ready < 0 && errno == EINTR)) return true;
    if (left <= 0) return false;
  }
}

/// Without CONTENT_LENGTH there is no body (RFC 3875 section 4.2), except that Apache passes
/// chunked bodies that way. Without a body, descriptor 0 may be anything, even a socket that never
/// ends.
bool has_body(const Parameters& parameters) {
  const auto method = parameters["REQUEST_METHOD"];
  return !parameters["CONTENT_LENGTH"].empty() || !parameters["HTTP_TRANSFER_ENCODING"].empty() ||
         (method != "GET" && method != "HEAD" && method != "OPTIONS");
}

/// Reads descriptor 0, up to the claimed length.
class Input {
 public:
  Input(const Claim& claim, Clock::time_point until)
      : left_(claim.kind == Claim::Kind::length ? claim.length : static_cast<std::size_t>(-1)),
        until_(until) {}

  Chunk read(std::span<char> buffer) {
    const auto wanted = std::min(buffer.size(), left_);
    if (wanted == 0) return {Chunk::Kind::end};
    if (!wait_for(STDIN_FILENO, POLLIN, until_)) return {Chunk::Kind::stalled};
    const auto got = ::read(STDIN_FILENO, buffer.data(), wanted);
    if (got < 0) return {Chunk::Kind::broken};
    if (got == 0) return {Chunk::Kind::end};
    left_ -= static_cast<std::size_t>(got);
    return {Chunk::Kind::bytes, static_cast<std::size_t>(got)};
  }

 private:
  std::size_t left_;
  Clock::time_point until_;
};

Request read_whole_request(const Options& options, Clock::time_point until) {
  const Parameters parameters(environ, options.limits);
  auto request = read_request(parameters, options.limits, TrustedProxies(options.trusted_proxies));
  if (has_body(parameters)) {
    const auto claim = Claim::parse(parameters["CONTENT_LENGTH"]);
    Input input(claim, until);
    const ReadSome read_some = [&](std::span<char> buffer) { return input.read(buffer); };
    auto body = read_body(claim, options.limits.body, read_some);
    if (!body.at_end) discard_rest(kMostDiscarded, read_some);
    take_body(request, std::move(body), options.limits);
  }
  return request;
}

/// Ends the answer. The descriptor stays in use, so that a stray print cannot write to a file that
/// is opened later.
void end_output() {
  const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (null < 0 || dup2(null, STDOUT_FILENO) < 0) close(STDOUT_FILENO);
  if (null > STDERR_FILENO) close(null);
}

}  // namespace

void serve_cgi(const Options& options, const Service& service) {
  std::signal(SIGPIPE, SIG_IGN);
  const auto request = read_whole_request(options, Clock::now() + options.idle_timeout);
  const auto response = service(request);
  const bool head = request.method == Method::head;
  if (!base::write_all(STDOUT_FILENO, to_cgi(response, head, options.limits.response_headers))) {
    base::log::warning("cgi.answer_lost", {{"errno", errno}});
  }
  end_output();
}

}  // namespace gateway
