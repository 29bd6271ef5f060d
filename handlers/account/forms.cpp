#include "account/forms.h"

#include <limits>

#include "base/error.h"
#include "json/json.h"
#include "model/account.h"
#include "model/password.h"

namespace account {

using base::Error;
using base::ErrorCode;

namespace {

constexpr auto kUnbounded = std::numeric_limits<std::size_t>::max();

json::Value read_object(const gateway::Request& request) {
  if (request.media_type != "application/json") {
    throw Error(ErrorCode::invalid_argument,
                {"Send a JSON object with the header \"Content-Type: application/json\"."});
  }
  return json::parse_object(request.body);
}

std::string field(const json::Value& object, std::string_view name, std::size_t longest) {
  const auto text = json::text_member(object, name);
  const std::string quoted = "\"" + std::string(name) + "\"";
  if (!text || text->empty()) {
    throw Error(ErrorCode::invalid_argument,
                {"The field " + quoted + " is missing, empty, or no text."})
        .about(std::string(name));
  }
  if (text->size() > longest) {
    throw Error(ErrorCode::invalid_argument, {"The field " + quoted + " is too long."})
        .about(std::string(name));
  }
  return std::string(*text);
}

}  // namespace

RegisterForm RegisterForm::parse(const gateway::Request& request) {
  const auto object = read_object(request);
  return {field(object, "username", model::kLongestUsername),
          field(object, "password", model::kLongestPassword),
          field(object, "email", kUnbounded)};  // too long is as malformed as any other
}

AuthenticateForm AuthenticateForm::parse(const gateway::Request& request) {
  const auto object = read_object(request);
  return {field(object, "username", model::kLongestUsername),
          field(object, "password", model::kLongestPassword)};
}

TokenForm TokenForm::parse(const gateway::Request& request) {
  return {field(read_object(request), "token", kUnbounded)};
}

}  // namespace account
