#include "token/forms.h"

#include <algorithm>

#include "base/error.h"
#include "json/json.h"

namespace token {

using base::Error;
using base::ErrorCode;
using Field = gateway::Fields::Field;

namespace {

bool is_json(std::string_view media_type) {
  return media_type == "application/json" ||
         (media_type.starts_with("application/") && media_type.ends_with("+json"));
}

[[noreturn]] void refuse_body() {
  throw Error(ErrorCode::invalid_argument,
              {"The browser (or proxy) sent a request that this server could not understand."});
}

json::Value read_object(const gateway::Request& request) try {
  return json::parse_object(request.body);
} catch (const Error&) {
  refuse_body();
}

// A list stands for its first value; an empty one stays.
const json::Value& first_of(const json::Value& value) {
  return value.is_array() && !value.empty() ? first_of(value.front()) : value;
}

std::string text_of(const json::Value& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : json::dump(value);
}

}  // namespace

Form::Form(const gateway::Request& request, bool hardened)
    : query_(request.query), hardened_(hardened) {
  if (is_json(request.media_type)) {
    const auto object = read_object(request);
    for (const auto& [name, value] : object.items()) {
      const auto& first = first_of(value);
      if (first.is_object()) unreadable_.push_back(name);
      if (!first.is_structured()) fields_.push_back({name, text_of(first)});
    }
  }
  fields_.insert(fields_.end(), request.query.begin(), request.query.end());
  const auto form = request.form();
  fields_.insert(fields_.end(), form.begin(), form.end());
}

std::optional<std::string> Form::find(std::string_view name) const {
  if (std::find(unreadable_.begin(), unreadable_.end(), name) != unreadable_.end()) refuse_body();
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == fields_.end() ? std::nullopt : std::optional(found->value);
}

std::string Form::required(std::string_view name) const {
  if (auto value = find(name)) return *std::move(value);
  throw Error(ErrorCode::invalid_argument,
              {"Missing required parameter in the JSON body or the post body or the query string"})
      .about(std::string(name));
}

std::optional<std::string> Form::secret(std::string_view name) const {
  if (hardened_ && !query_.all(name).empty()) refuse_secret_in_query(name);
  return find(name);
}

std::string Form::required_secret(std::string_view name) const {
  secret(name);
  return required(name);
}

void refuse_secret_in_query(std::string_view name) {
  throw Error(ErrorCode::invalid_argument,
              {"A secret must not be in the query string; send it in the body or a header."})
      .about(std::string(name));
}

}  // namespace token
