#include "json/object_text.h"

#include "base/text.h"
#include "json/json.h"

namespace json {
namespace {

constexpr std::size_t kUsualSize = 512;

}  // namespace

ObjectText& ObjectText::add(std::string_view name, std::string_view text) {
  begin_member(name);
  if (base::plain_length(text) == text.size()) {
    text_.append("\"").append(text).append("\"");
  } else {
    text_ += dump(Value(text));
  }
  return *this;
}

ObjectText& ObjectText::add(std::string_view name, std::int64_t number) {
  begin_member(name);
  text_ += std::to_string(number);
  return *this;
}

ObjectText& ObjectText::add_unless_empty(std::string_view name, std::string_view text) {
  return text.empty() ? *this : add(name, text);
}

std::string ObjectText::take() { return std::move(text_ += '}'); }

void ObjectText::begin_member(std::string_view name) {
  if (text_.size() == 1) {
    text_.reserve(kUsualSize);
  } else {
    text_ += ',';
  }
  text_.append("\"").append(name).append("\":");
}

}  // namespace json
