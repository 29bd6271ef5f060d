#pragma once

#include <string>
#include <vector>

/// What was counted of one thing.
struct Figure {
  std::string name;
  long count;
};
using Figures = std::vector<Figure>;

/// Of a file: a line each, the count before the name; lines that begin with '#' are remarks.
/// Throws std::runtime_error when there is no such file.
Figures read_figures(const std::string& path);
void write_figures(const std::string& path, const Figures& figures);

/// Prints both side by side. Whether none is more than a tenth above what is expected, and none is
/// new.
bool are_as_expected(const Figures& counted, const Figures& expected);
