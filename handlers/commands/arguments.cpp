#include "commands/arguments.h"

#include <algorithm>

#include "base/text.h"

namespace {

bool contains(const Arguments::Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Arguments::Names with(Arguments::Names names, const Arguments::Names& more) {
  names.insert(names.end(), more.begin(), more.end());
  return names;
}

}  // namespace

Arguments::Arguments(const Words& words, const Names& flags, std::size_t most,
                     const Names& valued) {
  const auto simple = with(flags, {"--help"});
  const auto with_value = with(valued, {"--config"});
  bool options_over = false;
  for (auto word = words.begin(); word != words.end(); ++word) {
    const auto name = word->substr(0, word->find('='));
    if (options_over || !word->starts_with('-') || *word == "-") {
      operands_.push_back(*word);
    } else if (*word == "--") {
      options_over = true;
    } else if (name != *word && contains(with_value, name)) {
      values_[name].push_back(word->substr(name.size() + 1));
    } else if (contains(with_value, *word)) {
      if (++word == words.end()) throw UsageError(name + " needs a value");
      values_[name].push_back(*word);
    } else if (*word == "-h") {
      flags_.insert("--help");
    } else if (contains(simple, *word)) {
      flags_.insert(*word);
    } else {
      throw UsageError("there is no option '" + *word + "'" +
                       did_you_mean(*word, with(simple, with_value)));
    }
  }
  if (operands_.size() > most && !help()) {
    throw UsageError("'" + operands_[most] + "' is one word too many");
  }
}

const std::string& Arguments::operand(std::size_t index, std::string_view what) const {
  if (index < operands_.size()) return operands_[index];
  throw UsageError(std::string(what) + " is missing");
}

const std::string& Arguments::value(std::string_view option) const {
  static const std::string nothing;
  const auto& given = values(option);
  return given.empty() ? nothing : given.back();
}

const Words& Arguments::values(std::string_view option) const {
  static const Words none;
  const auto found = values_.find(option);
  return found == values_.end() ? none : found->second;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto near = base::nearest(word, candidates);
  return near ? "; did you mean '" + std::string(*near) + "'?" : "";
}

std::string enumerated(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}
