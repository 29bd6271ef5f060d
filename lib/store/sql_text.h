#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace store {

/// A text of SQL that is put together while the program is compiled, so that it is a constant: a
/// connection finds its compiled statements by where their texts are (prepared.h).
template <std::size_t Size>
struct SqlText {
  char text[Size + 1] = {};

  constexpr const char* c_str() const { return text; }
  constexpr operator std::string_view() const { return {text, Size}; }
};

template <std::size_t Size>
constexpr SqlText<Size - 1> sql_text(const char (&literal)[Size]) {
  SqlText<Size - 1> result;
  std::copy_n(literal, Size - 1, result.text);
  return result;
}

template <std::size_t Size>
constexpr SqlText<Size> sql_text(const SqlText<Size>& text) {
  return text;
}

template <std::size_t First, std::size_t Second>
constexpr SqlText<First + Second> operator+(const SqlText<First>& first,
                                            const SqlText<Second>& second) {
  SqlText<First + Second> result;
  std::copy_n(second.text, Second, std::copy_n(first.text, First, result.text));
  return result;
}

/// Concatenates the parts, literals and others.
template <typename... Parts>
constexpr auto sql(const Parts&... parts) {
  return (sql_text(parts) + ...);
}

/// The parts with a comma between them.
template <typename First, typename... Rest>
constexpr auto sql_list(const First& first, const Rest&... rest) {
  return (sql_text(first) + ... + sql(", ", rest));
}

}  // namespace store
