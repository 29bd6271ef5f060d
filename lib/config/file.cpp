#include "config/file.h"

#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "config/outline.h"

namespace config {
namespace {

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

std::optional<Duration> duration_of(const toml::node& node, Duration counted_in) {
  if (const auto number = node.value_exact<std::int64_t>()) return times(*number, counted_in);
  const auto text = node.value_exact<std::string>();
  return text ? parse_duration(*text, counted_in) : std::nullopt;
}

/// The node's value in the key's type; nothing when it has another type.
std::optional<Value> value_of(const toml::node& node, const Key& key) {
  const auto standard = key.get({});
  if (std::holds_alternative<std::string>(standard)) return node.value_exact<std::string>();
  if (std::holds_alternative<std::int64_t>(standard)) return node.value_exact<std::int64_t>();
  if (std::holds_alternative<bool>(standard)) return node.value_exact<bool>();
  if (std::holds_alternative<Duration>(standard)) return duration_of(node, key.counted_in);
  if (const auto one = node.value_exact<std::string>(); one && key.may_be_one) {
    return Strings{*one};
  }
  return strings_of(node.as_array());
}

class Reader {
 public:
  Reader(const std::string& path, Config& config, Origins& origins, std::vector<Fault>& faults)
      : path_(path), config_(config), origins_(origins), faults_(faults) {}

  void read(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) read_node(prefix + std::string(name.str()), node);
  }

  /// Records something that the reader, or the parser before it, could not understand.
  void not_understood(const toml::source_region& region, std::string what) {
    not_understood_.push_back({static_cast<int>(region.begin.line), std::move(what)});
  }

  /// Reports it: where it belongs, if that can be told, else what it is.
  void explain(std::string_view text, bool is_toml) {
    if (not_understood_.empty()) return;
    const auto misplaced = Outline(text).misplaced();
    for (const auto& [line, what] : misplaced) faults_.push_back({at(line), what});
    for (auto& unclear : not_understood_) {
      const bool told = std::any_of(misplaced.begin(), misplaced.end(), [&](const auto& advice) {
        return advice.line == unclear.line;
      });
      if (!told && (is_toml || misplaced.empty())) {
        faults_.push_back({at(unclear.line), std::move(unclear.text)});
      }
    }
  }

 private:
  void read_node(const std::string& name, const toml::node& node) {
    if (const auto* table = node.as_table(); table != nullptr && is_section(name)) {
      return read(*table, name + ".");
    }
    const Key* key = find_key(name);
    if (key == nullptr) {
      return not_understood(node.source(), "there is no key \"" + name + "\"" + suggestion(name));
    }
    auto value = value_of(node, *key);
    const auto where = at(static_cast<int>(node.source().begin.line));
    if (!value) return faults_.push_back({where, name + " must be " + key->wanted()});
    take(*key, *std::move(value), where, config_, origins_, faults_);
  }

  std::string at(int line) const { return path_ + ":" + std::to_string(line); }

  const std::string& path_;
  Config& config_;
  Origins& origins_;
  std::vector<Fault>& faults_;
  std::vector<Outline::Advice> not_understood_;
};

/// Removes the text that the parser quotes, which may be half of a password.
std::string without_quotation(std::string_view description) {
  return std::string(description.substr(0, description.find(", saw '")));
}

}  // namespace

void take(const Key& key, Value value, const std::string& origin, Config& config, Origins& origins,
          std::vector<Fault>& faults) {
  const std::string name(key.name);
  if (auto fault = key.fault_of(value); !fault.empty()) {
    return faults.push_back({origin + ": " + name, std::move(fault)});
  }
  key.set(config, std::move(value));
  origins[name] = origin;
}

bool is_section(std::string_view name) {
  return std::any_of(keys().begin(), keys().end(), [&](const Key& key) {
    return key.name.size() > name.size() && key.name.starts_with(name) &&
           key.name[name.size()] == '.';
  });
}

namespace {

std::string place_of(std::string_view key) {
  const auto dot = key.find('.');
  if (dot == key.npos) return "";
  return " It belongs below the line [" + std::string(key.substr(0, dot)) + "]";
}

}  // namespace

std::string suggestion(std::string_view unknown) {
  std::vector<std::string_view> names;
  for (const Key& key : keys()) {
    const auto leaf = key.name.substr(key.name.find('.') + 1);
    if (leaf == unknown.substr(unknown.rfind('.') + 1)) {  // the right key in the wrong section
      return "; did you mean \"" + std::string(key.name) + "\"?" + place_of(key.name);
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
  const int failure = stream.is_open() ? EISDIR : errno;
  if (!stream.is_open() || std::filesystem::is_directory(path, ignored)) {
    return faults.push_back({path, std::string("the file cannot be read: ") + strerror(failure)});
  }
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  Reader reader(path, config, origins, faults);
  bool is_toml = true;
  try {
    reader.read(toml::parse(text, path), "");
  } catch (const toml::parse_error& error) {
    is_toml = false;
    reader.not_understood(error.source(), without_quotation(error.description()));
  }
  reader.explain(text, is_toml);
}

}  // namespace config
