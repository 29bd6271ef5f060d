#include "config/outline.h"

#include <algorithm>

#include "base/text.h"
#include "config/file.h"

namespace config {
namespace {

std::string_view section_of(std::string_view key) {
  return key.substr(0, key.find('.') == key.npos ? 0 : key.find('.'));
}

std::string in_line(int number) { return " (line " + std::to_string(number) + ")"; }

}  // namespace

Outline::Outline(std::string_view text) {
  for (int number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    add(number, base::trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void Outline::add(int number, std::string_view line) {
  const std::string section = lines_.empty() ? "" : lines_.back().section;
  const auto mark = line.find_first_of("]=");
  if (mark == line.npos || line.starts_with('#')) return;
  if (!line.starts_with('[')) {
    lines_.push_back({number, section, std::string(base::trimmed(line.substr(0, mark)))});
  } else if (line[mark] == ']') {
    lines_.push_back({number, std::string(base::trimmed(line.substr(1, mark - 1))), ""});
  }
}

std::vector<Outline::Advice> Outline::misplaced() const {
  std::vector<Advice> found;
  for (const Line& line : lines_) {
    auto text = line.key.empty() ? advice_for_section(line) : advice_for(line);
    if (!text.empty()) found.push_back({line.number, std::move(text)});
  }
  return found;
}

std::string Outline::Line::whole() const {
  return section.empty() || key.empty() ? section + key : section + "." + key;
}

const Outline::Line* Outline::beginning_of(std::string_view section) const {
  const auto found = std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) {
    return line.key.empty() && line.section == section;
  });
  return found == lines_.end() ? nullptr : &*found;
}

std::string Outline::advice_for_section(const Line& line) const {
  if (!is_section(line.section)) return {};
  const auto first = std::find_if(lines_.begin(), lines_.end(), [&](const Line& other) {
    return other.section == line.section ||
           (!other.section.empty() && other.whole().starts_with(line.section + "."));
  });
  if (first->number >= line.number) return {};
  return "the section [" + line.section + "] is there already" + in_line(first->number) +
         "; write what stands here " +
         (first->key.empty() ? "below that line" : "beside that line, in the same way");
}

std::string Outline::advice_for(const Line& line) const {
  if (line.section.empty() && beginning_of(line.key) != nullptr) {
    return "write what is in it below the line " + place_of_section(line.key);
  }
  const bool is_right = find_key(line.whole()) != nullptr;
  if (is_right && is_set_before(line)) return line.whole() + " is set already, in an earlier line";
  const bool is_outside = line.section.empty() && beginning_of(section_of(line.key)) != nullptr;
  if (find_key(line.key) == nullptr || (is_right && !is_outside)) return {};
  const auto where = "in the section [" + line.section + "]";
  return line.key + " stands " + (is_outside ? "outside of its section" : where) + "; " +
         place_of(line.key);
}

bool Outline::is_set_before(const Line& line) const {
  return std::any_of(lines_.begin(), lines_.end(), [&](const Line& other) {
    return other.number < line.number && other.whole() == line.whole();
  });
}

std::string Outline::place_of(std::string_view key) const {
  const std::string section(section_of(key));
  if (section.empty()) return "write it above the first section";
  return "write \"" + std::string(key.substr(section.size() + 1)) + " = ...\" below the line " +
         place_of_section(section);
}

std::string Outline::place_of_section(const std::string& section) const {
  const Line* begins = beginning_of(section);
  return "[" + section + "]" + (begins == nullptr ? ", at the end" : in_line(begins->number));
}

}  // namespace config
