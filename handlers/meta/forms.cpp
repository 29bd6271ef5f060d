#include "meta/forms.h"

#include <algorithm>

#include "json/json.h"
#include "meta/pagination.h"

namespace meta {

using base::Error;

namespace {

json::Value parsed(const std::string& text) try { return json::parse(text); } catch (const Error&) {
  throw accounts::fault("body.no_json");
}

bool is_list_of_texts(const json::Value& value) {
  return value.is_array() &&
         std::all_of(value.begin(), value.end(), [](const auto& item) { return item.is_string(); });
}

/// Whether the body is a form, or there is none. curl and others call whatever they send a form
/// when they are not told otherwise.
bool is_form(const gateway::Request& request) {
  const auto first = request.body.find_first_not_of(" \t\r\n");
  if (first == request.body.npos) return true;
  const char begin = request.body[first];
  return request.media_type == "application/x-www-form-urlencoded" && begin != '{' && begin != '[';
}

}  // namespace

Form::Form(const gateway::Request& request) {
  if (request.media_type == "application/json") {
    read_json(request.body);
    return;
  }
  if (!is_form(request)) throw base::Error(base::ErrorCode::unsupported_media).under("body.type");
  is_form_ = true;
  for (const auto& field : request.form()) members_.push_back({field.name, field.value});
}

void Form::read_json(const std::string& text) {
  const auto object = parsed(text);
  if (!object.is_object()) throw accounts::fault("body.no_object");
  for (const auto& [name, value] : object.items()) {
    Value kept = Other{};
    if (value.is_null()) kept = Null{};
    if (value.is_boolean()) kept = value.get<bool>();
    if (const auto number = json::integer_member(object, name)) {
      kept = static_cast<long long>(*number);
    }
    if (value.is_string()) kept = value.get<std::string>();
    if (is_list_of_texts(value)) kept = value.get<Texts>();
    members_.push_back({name, std::move(kept)});
  }
}

const Form::Value* Form::find(std::string_view name) const {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& member) { return member.name == name; });
  return found == members_.end() ? nullptr : &found->value;
}

bool Form::is_null(std::string_view name) const {
  const auto* value = find(name);
  return value != nullptr && std::holds_alternative<Null>(*value);
}

std::string Form::required_text(const std::string& name, Faults& faults) const {
  if (is_null(name)) faults.add(name, "field.null");
  const auto* value = find(name);
  const bool absent = value == nullptr || is_null(name);
  auto found = text(name, faults);
  if (absent || (found && found->empty())) faults.add(name, "field.missing");
  return found.value_or("");
}

void Form::require_once(const std::string& name, Faults& faults) const {
  const auto times = std::count_if(members_.begin(), members_.end(),
                                   [&](const Member& member) { return member.name == name; });
  if (times > 1) faults.add(name, "field.repeated");
}

std::optional<std::string> Form::text(const std::string& name, Faults& faults) const {
  require_once(name, faults);
  const auto* value = find(name);
  if (value == nullptr || std::holds_alternative<Null>(*value)) return std::nullopt;
  if (const auto* found = std::get_if<std::string>(value)) return *found;
  faults.add(name, "field.no_text");
  return std::nullopt;
}

std::optional<bool> Form::truth(const std::string& name, Faults& faults) const {
  require_once(name, faults);
  const auto* value = find(name);
  if (value == nullptr || std::holds_alternative<Null>(*value)) return std::nullopt;
  if (const auto* found = std::get_if<bool>(value)) return *found;
  const auto* word = std::get_if<std::string>(value);
  if (is_form_ && word != nullptr && (*word == "true" || *word == "false")) return *word == "true";
  faults.add(name, "field.no_truth");
  return std::nullopt;
}

std::optional<long long> Form::number(const std::string& name, Faults& faults) const {
  require_once(name, faults);
  const auto* value = find(name);
  if (value == nullptr || std::holds_alternative<Null>(*value)) return std::nullopt;
  if (const auto* found = std::get_if<long long>(value)) return *found;
  const auto* word = std::get_if<std::string>(value);
  if (is_form_ && word != nullptr) {
    if (word->empty()) return std::nullopt;
    if (const auto found = id_in(*word)) return *found;
  }
  faults.add(name, "field.no_number");
  return std::nullopt;
}

std::optional<Form::Texts> Form::texts(std::string_view name) const {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const auto* list = std::get_if<Texts>(value)) return *list;
  if (!is_form_) return std::nullopt;
  Texts all;
  for (const auto& member : members_) {
    if (member.name == name) all.push_back(std::get<std::string>(member.value));
  }
  return all;
}

}  // namespace meta
