#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace json {

/// Writes an object straight as text, member by member in this order: for answers that are asked
/// for thousands of times a second, where building a Value would be most of the work. The text is
/// that which dump() gives. A name must need no escape, and come once.
class ObjectText {
 public:
  ObjectText& add(std::string_view name, std::string_view text);
  ObjectText& add(std::string_view name, std::int64_t number);

  /// The same; a text that is empty is left out.
  ObjectText& add_unless_empty(std::string_view name, std::string_view text);

  /// All of it; the object is of no use any more.
  std::string take();

 private:
  void begin_member(std::string_view name);

  std::string text_ = "{";
};

}  // namespace json
