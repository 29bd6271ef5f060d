#include "portal/errors.h"

#include "json/json.h"
#include "portal/views.h"
#include "router/error_response.h"

namespace portal {

using base::ErrorCode;
using gateway::Response;

namespace {

std::string message_of(const base::Error& error, int status, std::string_view request_id) {
  std::string message(router::public_text_of(error));
  if (status >= 500) message.append(" Request id: ").append(request_id);
  return message;
}

}  // namespace

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
