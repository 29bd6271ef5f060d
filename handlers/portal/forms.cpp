#include "portal/forms.h"

#include "base/error.h"
#include "json/json.h"
#include "model/password.h"

namespace portal {

namespace {

[[noreturn]] void refuse(std::string_view why) {
  throw base::Error(base::ErrorCode::invalid_argument, {std::string(why)});
}

std::string_view why_not(std::string_view name) {
  if (name == "tier") return "Only an operator changes a tier.";
  if (name == "email")
    return "The e-mail address belongs to the identity provider; change it there.";
  return "Only \"password\" can be changed here.";
}

}  // namespace

UserForm UserForm::parse(const gateway::Request& request) {
  if (request.media_type != "application/json") {
    refuse("Send a JSON object with the header \"Content-Type: application/json\".");
  }
  const auto object = json::parse_object(request.body);
  for (const auto& [name, value] : object.items()) {
    if (name != "password") refuse(why_not(name));
  }
  const auto password = json::text_member(object, "password");
  const auto fault = fault_of(password.value_or(""), model::PasswordPolicy::standard);
  if (!fault.empty()) refuse(fault);
  return {std::string(*password)};
}

}  // namespace portal
