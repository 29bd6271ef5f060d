#pragma once

#include <string>
#include <string_view>

/// The text with control characters, and all that is not UTF-8, as \xNN: fit for one line of a
/// terminal.
std::string printable(std::string_view text);
