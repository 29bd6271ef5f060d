#include "gateway/request.h"

#include <algorithm>

#include "base/text.h"
#include "gateway/form.h"
#include "gateway/gateway.h"

namespace gateway {

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
    case Method::other:
      break;
  }
  return "OTHER";
}

void Fields::add(std::string name, std::string value) {
  fields_.push_back({std::move(name), std::move(value)});
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
  const auto has_name = [&](const Field& field) { return field.name == name; };
  const auto found = std::find_if(begin(), end(), has_name);
  if (found == end()) return std::nullopt;
  if (std::any_of(found + 1, end(), has_name)) {
    throw base::Error(base::ErrorCode::invalid_argument,
                      {"'" + std::string(name) + "' must be given only once."})
        .about(std::string(name));
  }
  return found->value;
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& field : fields_) {
    if (field.name == name) values.emplace_back(field.value);
  }
  return values;
}

std::optional<std::string_view> Request::bearer_token() const {
  constexpr std::string_view kScheme = "bearer ";
  static constexpr base::Characters kTokenCharacters(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");
  const auto credentials = authorization();
  if (!credentials ||
      !base::equals_ignoring_case(credentials->substr(0, kScheme.size()), kScheme)) {
    return std::nullopt;
  }
  const auto token = base::trimmed(credentials->substr(kScheme.size()));
  if (token.empty() || !kTokenCharacters.has_all_of(token)) return std::nullopt;
  return token;
}

Fields Request::form() const {
  constexpr Limits kLimits;
  if (media_type == kMultipart) {
    return parse_multipart(body, header("content-type").value_or(""), kLimits.form, kLimits.fields);
  }
  if (media_type != "application/x-www-form-urlencoded") return {};
  return parse_form(body, kLimits.form, kLimits.fields);
}

}  // namespace gateway
