#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace config {

/// The lines of a TOML text that begin a section or set a key, each read by itself. Enough to tell
/// a person which of them to move where; what a text means is not for it to say, since in texts of
/// several lines there may be anything.
class Outline {
 public:
  explicit Outline(std::string_view text);

  struct Advice {
    int line;
    std::string text;
  };
  /// The lines that would be right elsewhere: keys that have their section in front but stand
  /// outside of it, keys of no section that stand in one; and what is there twice.
  std::vector<Advice> misplaced() const;

 private:
  struct Line {
    int number;
    std::string section;  ///< in which it stands, or which it begins
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
