#include "config/file.h"

#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/text.h"

namespace config {
namespace {

bool is_section(std::string_view name) {
  return std::any_of(keys().begin(), keys().end(), [&](const Key& key) {
    return key.name.size() > name.size() && key.name.starts_with(name) &&
           key.name[name.size()] == '.';
  });
}

std::optional<Strings> strings_of(const toml::array* array) {
  if (array == nullptr) return std::nullopt;
  Strings out;
  for (const auto& element : *array) {
    const auto text = element.value_exact<std::string>();
    if (!text) return std::nullopt;
    out.push_back(*text);
  }
  return out;
}

/// The node as a value of the same type as `like`; nothing when it is of another type.
std::optional<Value> value_of(const toml::node& node, const Value& like) {
  const auto wrap = [](auto found) -> std::optional<Value> {
    if (!found) return std::nullopt;
    return Value{*std::move(found)};
  };
  if (std::holds_alternative<std::string>(like)) return wrap(node.value_exact<std::string>());
  if (std::holds_alternative<std::int64_t>(like)) return wrap(node.value_exact<std::int64_t>());
  if (std::holds_alternative<bool>(like)) return wrap(node.value_exact<bool>());
  return wrap(strings_of(node.as_array()));
}

const char* wanted(const Value& like) {
  static constexpr std::array words{"text in quotes", "a whole number without quotes",
                                    "a list of texts: [\"a\", \"b\"]", "true or false"};
  return words[like.index()];
}

class Reader {
 public:
  Reader(const std::string& path, Config& config, Origins& origins, std::vector<Fault>& faults)
      : path_(path), config_(config), origins_(origins), faults_(faults) {}

  void read(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) read_node(prefix + std::string(name.str()), node);
  }

  void fault(const toml::source_region& region, std::string what) {
    faults_.push_back({at(region), std::move(what)});
  }

 private:
  void read_node(const std::string& name, const toml::node& node) {
    if (const auto* table = node.as_table(); table != nullptr && is_section(name)) {
      return read(*table, name + ".");
    }
    const Key* key = find_key(name);
    if (key == nullptr) {
      return fault(node.source(), "there is no key \"" + name + "\"" + suggestion(name));
    }
    auto value = value_of(node, key->get(config_));
    if (!value) return fault(node.source(), name + " must be " + wanted(key->get(config_)));
    key->set(config_, *std::move(value));
    origins_[name] = at(node.source());
  }

  std::string at(const toml::source_region& region) const {
    return path_ + ":" + std::to_string(region.begin.line);
  }

  const std::string& path_;
  Config& config_;
  Origins& origins_;
  std::vector<Fault>& faults_;
};

/// Without the text that the parser quotes: it may be half of a password.
std::string without_quotation(std::string_view description) {
  return std::string(description.substr(0, description.find(", saw '")));
}

}  // namespace

const Key* find_key(std::string_view name) {
  const auto found =
      std::find_if(keys().begin(), keys().end(), [&](const Key& key) { return key.name == name; });
  return found == keys().end() ? nullptr : &*found;
}

std::string suggestion(std::string_view unknown) {
  std::vector<std::string_view> names;
  for (const Key& key : keys()) {
    const auto leaf = key.name.substr(key.name.find('.') + 1);
    if (leaf == unknown.substr(unknown.rfind('.') + 1)) {  // the right key in the wrong section
      return "; did you mean \"" + std::string(key.name) + "\"?";
    }
    names.push_back(key.name);
  }
  const auto near = base::nearest(unknown, names);
  return near ? "; did you mean \"" + std::string(*near) + "\"?" : "";
}

void read_file(const std::string& path, Config& config, Origins& origins,
               std::vector<Fault>& faults) {
  std::error_code ignored;
  std::ifstream stream(path);
  if (!stream.is_open() || std::filesystem::is_directory(path, ignored)) {
    return faults.push_back({path, "the file cannot be read"});
  }
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  Reader reader(path, config, origins, faults);
  try {
    reader.read(toml::parse(text, path), "");
  } catch (const toml::parse_error& error) {
    reader.fault(error.source(), without_quotation(error.description()));
  }
}

}  // namespace config
