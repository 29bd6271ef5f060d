#pragma once

#include <charconv>
#include <concepts>
#include <limits>
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

/// The same, but a number that the type cannot hold is the nearest one that it can.
template <std::integral Number>
std::optional<Number> clamped_number_in(std::string_view text) {
  Number number{};
  const auto* const end = text.data() + text.size();
  const auto [stopped, fault] = std::from_chars(text.data(), end, number);
  if (stopped != end || fault == std::errc::invalid_argument) return std::nullopt;
  if (fault == std::errc{}) return number;
  using Limits = std::numeric_limits<Number>;
  return text.starts_with('-') ? Limits::min() : Limits::max();
}

}  // namespace base
