#include "json/json.h"

#include <set>
#include <utility>
#include <vector>

#include "base/error.h"

namespace json {
namespace {

[[noreturn]] void refuse(std::string why) {
  throw base::Error(base::ErrorCode::invalid_argument, {std::move(why)});
}

// Watches the parser, so that a hostile text is refused before it has cost anything.
class Bounds {
 public:
  bool operator()(int depth, Value::parse_event_t event, const Value& value) {
    if (depth > kDeepest) refuse("The JSON text is nested too deeply.");
    if (++values_ > kMostValues) refuse("The JSON text has too many values.");
    if (event == Value::parse_event_t::object_start) names_.emplace_back();
    if (event == Value::parse_event_t::object_end) names_.pop_back();
    if (event == Value::parse_event_t::key &&
        !names_.back().insert(value.get_ref<const std::string&>()).second) {
      refuse("The JSON text has a member twice.");
    }
    return true;
  }

 private:
  int values_ = 0;
  std::vector<std::set<std::string>> names_;
};

}  // namespace

Value parse(std::string_view text) {
  Bounds bounds;
  const auto watch = [&bounds](int depth, Value::parse_event_t event, Value& value) {
    return bounds(depth, event, value);
  };
  auto value = Value::parse(text, watch, /*allow_exceptions=*/false);
  if (value.is_discarded()) refuse("The body is not valid JSON.");
  return value;
}

Value parse_object(std::string_view text) {
  auto value = parse(text);
  if (!value.is_object()) refuse("The body must be a JSON object.");
  return value;
}

std::string dump(const Value& value) {
  return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::optional<std::string_view> text_member(const Value& object, std::string_view name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get_ref<const std::string&>();
}

std::optional<std::int64_t> integer_member(const Value& object, std::string_view name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  return found->get<std::int64_t>();
}

}  // namespace json
