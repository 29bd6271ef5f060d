#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace json {

/// Writes an object directly as text, member by member in the given order: for answers that are
/// requested thousands of times a second, where building a Value would be most of the work. The
/// text is the one that dump() would give. A name must not need escapes, and must not repeat.
class ObjectText {
 public:
  ObjectText& add(std::string_view name, std::string_view text);
  ObjectText& add(std::string_view name, std::int64_t number);

  /// The same; a text that is empty is left out.
  ObjectText& add_unless_empty(std::string_view name, std::string_view text);

  /// Returns the text; do not use the object afterwards.
  std::string take();

 private:
  void begin_member(std::string_view name);

  std::string text_ = "{";
};

}  // namespace json
