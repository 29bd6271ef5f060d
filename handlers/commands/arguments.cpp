#include "commands/arguments.h"

#include <algorithm>

#include "base/text.h"

namespace {

constexpr std::string_view kConfig = "--config";

}  // namespace

Arguments::Arguments(const Words& words, const std::vector<std::string_view>& flags,
                     std::size_t most) {
  std::vector<std::string_view> known = flags;
  known.insert(known.end(), {kConfig, "--help"});
  bool options_over = false;
  for (auto word = words.begin(); word != words.end(); ++word) {
    const auto name = word->substr(0, word->find('='));
    if (options_over || !word->starts_with('-') || *word == "-") {
      operands_.push_back(*word);
    } else if (*word == "--") {
      options_over = true;
    } else if (name == kConfig && name != *word) {
      config_ = word->substr(name.size() + 1);
    } else if (*word == kConfig) {
      if (++word == words.end()) throw UsageError("--config needs a file");
      config_ = *word;
    } else if (*word == "-h") {
      flags_.insert("--help");
    } else if (std::find(known.begin(), known.end(), *word) != known.end()) {
      flags_.insert(*word);
    } else {
      throw UsageError("there is no option '" + *word + "'" + did_you_mean(*word, known));
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

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  const auto near = base::nearest(word, candidates);
  return near ? "; did you mean '" + std::string(*near) + "'?" : "";
}
