#pragma once

#include <string>

/// A line of standard input without its end, at most 4096 bytes; asked for with `prompt`, and not
/// shown, when a person types it. Empty at the end of the input.
std::string read_secret_line(const std::string& prompt);
