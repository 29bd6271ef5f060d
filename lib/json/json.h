#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "json/forward.h"

/// Reads and writes JSON; the only user of the JSON library. It bounds what strangers send; what a
/// member means is up to the caller. Include it in .cpp files only, since it is slow to compile.
namespace json {

// Read members of a Value through the functions below: operator[] on an absent member aborts, and
// conversions are silently lossy.

inline constexpr int kDeepest = 32;
inline constexpr int kMostValues = 4096;

/// Parses one RFC 8259 text that a stranger sent. Throws base::Error (invalid_argument) for
/// anything that is not exactly that: bad UTF-8, a byte order mark, trailing data, a member given
/// twice, more than 32 levels or 4096 values.
Value parse(std::string_view text);

/// parse() that also wants an object at the top.
Value parse_object(std::string_view text);

/// The text of a value on one line. Never throws: bytes that are not UTF-8 become U+FFFD.
std::string dump(const Value& value);
/// The same in pure ASCII: other characters become \uXXXX.
std::string dump_ascii(const Value& value);

/// The member when it is there and a string; the view lives as long as the object.
std::optional<std::string_view> text_member(const Value& object, std::string_view name);

/// The member when it is there and an integer that fits 64 bits.
std::optional<std::int64_t> integer_member(const Value& object, std::string_view name);

}  // namespace json
