#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace config {

/// The lines of a TOML text that begin a section or set a key, each read by itself. That is enough
/// to tell a person which line to move where, but not to interpret the file, since multi-line
/// strings may contain anything.
class Outline {
 public:
  explicit Outline(std::string_view text);

  struct Advice {
    int line;
    std::string text;
  };
  /// The lines that belong elsewhere: keys that are written with their section's name but stand
  /// inside another section, keys of no section that stand inside one, and duplicates.
  std::vector<Advice> misplaced() const;

 private:
  struct Line {
    int number;
    std::string section;  ///< the one that the line is in, or begins
    std::string key;      ///< empty: it begins the section

    std::string whole() const;
  };

  void add(int number, std::string_view line);
  const Line* beginning_of(std::string_view section) const;
  std::string advice_for(const Line& line) const;
  bool is_set_before(const Line& line) const;
  std::string advice_for_section(const Line& line) const;
  std::string place_of(std::string_view key) const;
  std::string place_of_section(const std::string& section) const;

  std::vector<Line> lines_;
};

}  // namespace config
