#include "token/errors.h"

#include <algorithm>

#include "json/json.h"
#include "router/error_response.h"

namespace token {

using base::ErrorCode;
using gateway::Response;

namespace {

/// The rules that the document has a class of errors for (accounts/identity/user_errors.h). The
/// message is what the rule names: the user, the token.
struct Class {
  std::string_view rule;
  int status;
  std::string_view name;
  std::string_view message = {};  ///< where the rule names nothing
};

constexpr Class kClasses[] = {
    {"account.name_taken", 403, "UserAlreadyExistsError"},
    {"account.inactive", 403, "UserDeactivatedError"},
    {"account.unknown", 404, "UserDoesNotExistError"},
    {"password.wrong", 404, "IncorrectPasswordError"},
    {"token.invalid", 400, "InvalidTokenError"},
    {"token.no_refresh_token", 400, "TokenTypeError", "Not a refresh token"},
    {"token.no_access_token", 400, "TokenTypeError"},
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
  const auto* found = std::find_if(std::begin(kClasses), std::end(kClasses),
                                   [&](const Class& row) { return row.rule == error.rule(); });
  if (found != std::end(kClasses)) {
    const auto message = found->message.empty() ? error.value() : std::string(found->message);
    return line({{"error_name", found->name}, {"message", message}}, found->status);
  }
  const int status = router::status_of(error.code());
  json::Value body{{"message", message_of(error)}};
  if (status >= 500) body["request_id"] = request_id;
  auto response = line(body, status);
  if (error.code() != ErrorCode::unauthorized) return response;
  return std::move(response).with_header("WWW-Authenticate", "Bearer");
}

}  // namespace token
