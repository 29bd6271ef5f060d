#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace base {

/// Reads a decimal number that fills the whole text: no blank, no "+", and "-" only for a signed
/// type. Nothing for any other text, or for a number that the type cannot hold.
template <std::integral Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto* const end = text.data() + text.size();
  const auto [stopped, fault] = std::from_chars(text.data(), end, number);
  return fault == std::errc{} && stopped == end ? std::optional(number) : std::nullopt;
}

}  // namespace base
