#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crypto {

using Block = std::array<std::uint8_t, 16>;

inline constexpr std::size_t kBase62Digits = 22;  ///< as many as 128 bits need

/// The digits; each one's index is its value.
inline constexpr std::string_view kBase62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// 128 bits as a number of 22 digits (0-9 A-Z a-z), the most significant first.
std::string to_base62(const Block& block);

/// Decodes such a text. Nothing unless it is 22 digits of a number below 2^128, so every block has
/// one text only.
std::optional<Block> from_base62(std::string_view text);

}  // namespace crypto
