#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// A set of characters with constant-time look-up.
class Characters {
 public:
  constexpr explicit Characters(std::string_view all) {
    for (const char c : all) known_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool has(char c) const { return known_[static_cast<unsigned char>(c)]; }

  /// How many characters at the front of the text are in the set.
  constexpr std::size_t length_in(std::string_view text) const {
    std::size_t length = 0;
    while (length < text.size() && has(text[length])) ++length;
    return length;
  }

  /// Whether every character of the text is in the set.
  constexpr bool has_all_of(std::string_view text) const { return length_in(text) == text.size(); }

 private:
  std::array<bool, 256> known_{};
};

/// A-Z to a-z; every other byte stays. Locale plays no part.
std::string ascii_lower(std::string_view text);
bool equals_ignoring_case(std::string_view left, std::string_view right);

/// Without the blanks and tabs at either end.
std::string_view trimmed(std::string_view text);

/// The parts between the separators, trimmed; empty parts are left out.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The parts, with the separator between them.
std::string joined(std::span<const std::string> parts, std::string_view separator);

/// Whether these bytes are well-formed UTF-8 (RFC 3629: shortest form, no surrogates).
bool is_utf8(std::string_view text);

/// How many characters these bytes are, which must be UTF-8.
std::size_t count_characters(std::string_view text);

/// Whether it is a control character of ASCII: below a space, or DEL.
bool is_control(char c);
bool has_control(std::string_view text);

/// How many characters at the front need no escape in a JSON text: ASCII without control
/// characters, quotation marks and backslashes.
std::size_t plain_length(std::string_view text);

/// The candidate with the fewest edits to `word`, if that is near enough to be a slip of the finger
/// (at most a third of the word, and at most 3); the first one when several are equally near.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

}  // namespace base
