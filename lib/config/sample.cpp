#include "config/keys.h"

namespace config {
namespace {

std::string as_toml(const std::string& text) { return '"' + text + '"'; }

std::string as_toml(std::int64_t number) { return std::to_string(number); }

std::string as_toml(Duration duration) { return as_toml(to_text(duration)); }

std::string as_toml(bool truth) { return truth ? "true" : "false"; }

std::string as_toml(const Strings& list) {
  std::string out = "[";
  for (const auto& text : list) out += (out.size() > 1 ? ", " : "") + as_toml(text);
  return out + "]";
}

std::string commented(std::string_view comment) {
  std::string out = "# ";
  for (const char c : comment) {
    out += c;
    if (c == '\n') out += "# ";
  }
  return out + "\n";
}

}  // namespace

std::string sample() {
  std::string out =
      "# The configuration of doorward. Every key stands here with its default; remove the '#'\n"
      "# directly before a key to change it. The environment wins over this file: database.url is\n"
      "# DOORWARD_DATABASE_URL there, and the members of a list are separated by commas.\n"
      "# A time is \"90s\", \"15m\", \"12h\" or \"30d\"; a plain number is seconds where nothing "
      "else\n"
      "# is said.\n"
      "# `doorward check` tells what is wrong.\n";
  const Config defaults;
  std::string_view section;
  for (const Key& key : keys()) {
    const auto dot = key.name.find('.');
    const auto own = dot == key.name.npos ? std::string_view{} : key.name.substr(0, dot);
    if (own != section) out += "\n[" + std::string(own) + "]\n";
    section = own;
    const auto name = own.empty() ? key.name : key.name.substr(dot + 1);
    const auto value = std::visit([](const auto& v) { return as_toml(v); }, key.get(defaults));
    out += "\n" + commented(key.comment) + "#" + std::string(name) + " = " + value + "\n";
  }
  return out;
}

}  // namespace config
