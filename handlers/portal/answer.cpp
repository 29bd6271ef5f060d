#include "portal/answer.h"

#include "json/json.h"
#include "router/error_response.h"

namespace portal {

using base::ErrorCode;
using gateway::Response;

namespace {

/// These three stand only inside of texts, where they may be written like that.
std::string_view escaped(char c) {
  switch (c) {
    case '<':
      return "\\u003c";
    case '>':
      return "\\u003e";
    case '&':
      return "\\u0026";
    default:
      return {};
  }
}

std::string message_of(const base::Error& error, int status, std::string_view request_id) {
  std::string message(router::public_text_of(error));
  if (status >= 500) message.append(" Request id: ").append(request_id);
  return message;
}

}  // namespace

Response json_answer(std::string_view json, int status) {
  std::string body;
  for (const char c : json) {
    const auto escape = escaped(c);
    body += escape.empty() ? std::string_view(&c, 1) : escape;
  }
  return {status, {{"Content-Type", "application/json; charset=utf-8"}}, body + "\n"};
}

Response show_error(const base::Error& error, const gateway::Request& /*request*/,
                    std::string_view request_id) {
  const auto status = router::status_of(error.code());
  if (error.code() == ErrorCode::method_not_allowed) {
    return Response::text("Method Not Allowed\n", status);
  }
  auto answer =
      json_answer(json::dump({{"message", message_of(error, status, request_id)}}), status);
  if (error.code() != ErrorCode::unauthorized) return answer;
  return std::move(answer).with_header("WWW-Authenticate", "Bearer");
}

}  // namespace portal
