#include "token/errors.h"

#include <algorithm>

#include "json/json.h"
#include "router/error_response.h"

namespace token {

using base::ErrorCode;
using gateway::Response;

namespace {

/// The errors that the document has a class for; accounts/user_errors.h makes them.
struct Class {
  ErrorCode code;
  std::string_view subject;
  int status;
  std::string_view name;
};

constexpr Class kClasses[] = {
    {ErrorCode::conflict, "user", 403, "UserAlreadyExistsError"},
    {ErrorCode::forbidden, "user", 403, "UserDeactivatedError"},
    {ErrorCode::not_found, "user", 404, "UserDoesNotExistError"},
    {ErrorCode::unauthorized, "pass", 404, "IncorrectPasswordError"},
    {ErrorCode::invalid_argument, "token", 400, "InvalidTokenError"},
    {ErrorCode::invalid_argument, "token_type", 400, "TokenTypeError"},
};

constexpr std::string_view kArguments[] = {"user", "pass", "refresh_token", "access_token"};

Response line(const json::Value& value, int status) {
  return Response::json(json::dump(value) + "\n", status);
}

json::Value message_of(const base::Error& error) {
  const auto text = router::public_text_of(error);
  const auto& subject = error.subject();
  const bool is_argument =
      std::find(std::begin(kArguments), std::end(kArguments), subject) != std::end(kArguments);
  if (!is_argument || error.code() != ErrorCode::invalid_argument) return text;
  return {{subject, text}};
}

}  // namespace

Response show_error(const base::Error& error, const gateway::Request& /*request*/,
                    std::string_view request_id) {
  const auto* found = std::find_if(std::begin(kClasses), std::end(kClasses), [&](const Class& row) {
    return row.code == error.code() && row.subject == error.subject();
  });
  if (found != std::end(kClasses)) {
    return line({{"error_name", found->name}, {"message", error.public_text()}}, found->status);
  }
  const int status = router::status_of(error.code());
  json::Value body{{"message", message_of(error)}};
  if (status >= 500) body["request_id"] = request_id;
  auto response = line(body, status);
  if (error.code() != ErrorCode::unauthorized) return response;
  return std::move(response).with_header("WWW-Authenticate", "Bearer");
}

}  // namespace token
