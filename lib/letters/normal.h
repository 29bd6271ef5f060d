#pragma once

#include <string>
#include <string_view>

/// Unicode: what is the same text, and what looks like it.
namespace letters {

bool is_ascii(std::string_view text);

/// The text in Normalization Form C (UAX #15): however a keyboard has put its characters together,
/// the same characters are the same bytes. As it is when it is ASCII or no UTF-8, and where ICU
/// cannot be loaded, which the log tells once.
std::string composed(std::string_view text);

}  // namespace letters
