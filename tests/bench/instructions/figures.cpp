#include "bench/instructions/figures.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace {

constexpr double kMostGrowth = 1.10;
constexpr auto kRemark =
    "# Instructions of one request outside the kernel. Written by `instructions --renew`: see\n"
    "# README.md.\n";

long expectation(const Figures& expected, const std::string& name) {
  const auto found = std::find_if(expected.begin(), expected.end(),
                                  [&](const Figure& figure) { return figure.name == name; });
  return found == expected.end() ? 0 : found->count;
}

}  // namespace

Figures read_figures(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " cannot be read");
  Figures figures;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::size_t digits = 0;
    const long count = std::stol(line, &digits);
    figures.push_back({line.substr(digits + 1), count});
  }
  return figures;
}

void write_figures(const std::string& path, const Figures& figures) {
  std::ofstream file(path);
  file << kRemark;
  for (const auto& [name, count] : figures) file << count << " " << name << "\n";
  if (!file.flush()) throw std::runtime_error(path + " cannot be written");
}

bool are_as_expected(const Figures& counted, const Figures& expected) {
  bool good = true;
  for (const auto& [name, count] : counted) {
    const auto before = static_cast<double>(expectation(expected, name));
    const auto ratio = static_cast<double>(count) / before;
    const bool fits = ratio <= kMostGrowth;
    std::printf("%9ld expected %9.0f  %5.2f times  %s%s\n", count, before, ratio, name.c_str(),
                fits ? "" : "  TOO MANY");
    good = good && fits;
  }
  return good;
}
