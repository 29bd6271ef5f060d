#include "commands/shell_line.h"

#include "base/text.h"
#include "config/config.h"

namespace {

constexpr base::Characters kPlain(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "_-./:=@%+,");

std::string quoted(const std::string& word) {
  if (!word.empty() && kPlain.has_all_of(word)) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

/// sudo(8) passes no variable on that it is not told to.
std::string kept_variables() {
  std::string names;
  for (const auto& [name, value] : config::process_environment()) {
    if (name.starts_with("DOORWARD_")) names += (names.empty() ? "" : ",") + name;
  }
  return names.empty() ? "" : " --preserve-env=" + names;
}

}  // namespace

std::string line_as(const std::string& user, const std::vector<std::string>& words) {
  auto line = user == "root" ? "sudo" : "sudo -u " + quoted(user);
  line += kept_variables();
  for (const auto& word : words) line += " " + quoted(word);
  return line;
}
