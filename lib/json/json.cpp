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

using Event = Value::parse_event_t;

// Watches the parser, so that a hostile text is refused before it costs much.
class Bounds {
 public:
  // `depth`: how many arrays and objects are open around the event.
  void watch(int depth, Event event, const Value& value) {
    if (event == Event::key) return add_name(value.get_ref<const std::string&>());
    if (event == Event::array_end) return;
    if (event == Event::object_end) return names_.pop_back();
    if (++values_ > kMostValues) refuse("The JSON text has too many values.");
    if (event == Event::value) return;
    if (depth >= kDeepest) refuse("The JSON text is nested too deeply.");
    if (event == Event::object_start) names_.emplace_back();
  }

 private:
  void add_name(const std::string& name) {
    if (!names_.back().insert(name).second) refuse("The JSON text has a member twice.");
  }

  int values_ = 0;
  std::vector<std::set<std::string>> names_;
};

// Whether the text has what the library would wrongly accept: it skips a byte order mark and takes
// NUL for the end of the text.
bool is_beyond_the_library(std::string_view text) {
  return text.starts_with("\xef\xbb\xbf") || text.find('\0') != text.npos;
}

}  // namespace

Value parse(std::string_view text) {
  Bounds bounds;
  const auto watch = [&bounds](int depth, Event event, Value& value) {
    bounds.watch(depth, event, value);
    return true;
  };
  if (is_beyond_the_library(text)) refuse("The body is not valid JSON.");
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

std::string dump_ascii(const Value& value) {
  return value.dump(-1, ' ', true, Value::error_handler_t::replace);
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
