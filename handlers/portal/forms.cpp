#include "portal/forms.h"

#include <algorithm>

#include "base/error.h"
#include "base/number.h"
#include "json/json.h"
#include "model/password.h"
#include "model/skylink.h"

namespace portal {

using base::Error;
using base::ErrorCode;
using Text = std::optional<std::string_view>;

namespace {

[[noreturn]] void refuse(std::string_view why) {
  throw Error(ErrorCode::invalid_argument, {std::string(why)});
}

std::string_view why_not(std::string_view name) {
  if (name == "tier") return "Only an operator changes a tier.";
  if (name == "email")
    return "The e-mail address belongs to the identity provider; change it there.";
  return "Only \"password\" can be changed here.";
}

std::int64_t count_in(Text text, std::int64_t otherwise, std::string_view name) {
  const auto number = text ? base::clamped_number_in<std::int64_t>(*text) : std::nullopt;
  if (number && *number < 0) {
    throw Error(ErrorCode::invalid_argument,
                {"The parameter \"" + std::string(name) + "\" must not be negative."})
        .about(std::string(name));
  }
  return number.value_or(otherwise);
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

BytesQuery BytesQuery::parse(const gateway::Request& request) {
  const auto form = request.form();
  auto text = form.find("bytes");
  if (!text) text = request.query.find("bytes");
  if (!text) return {};
  return {count_in(text, 0, "bytes")};
}

PageQuery PageQuery::parse(const gateway::Request& request) {
  PageQuery page;
  page.offset = count_in(request.query.find("offset"), page.offset, "offset");
  const auto size = count_in(request.query.find("pageSize"), 0, "pageSize");
  if (size != 0) page.size = static_cast<int>(std::min<std::int64_t>(size, kLargestPage));
  return page;
}

std::string skylink_of(const router::Call& call) {
  const auto skylink = model::Skylink::parse(call.segment("skylink"));
  if (!skylink) throw Error(ErrorCode::invalid_argument, {"This is no skylink."}).about("skylink");
  return skylink->text();
}

}  // namespace portal
