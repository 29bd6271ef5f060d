#pragma once

#include <exception>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using Words = std::vector<std::string>;

/// The command line makes no sense: what is said about it, and the exit code is 2.
class UsageError : public std::exception {
 public:
  explicit UsageError(std::string text) : text_(std::move(text)) {}
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::string text_;
};

/// The words behind a subcommand, sorted into options and operands. Every command knows --help and
/// --config FILE; "--config=FILE" is the same, and "--" ends the options.
class Arguments {
 public:
  using Names = std::vector<std::string_view>;

  /// `flags` are the options of this command that take no value, `valued` those that take one.
  /// Throws UsageError for any other option, naming the one that was probably meant, for a value
  /// that is missing, and for more operands than `most`.
  Arguments(const Words& words, const Names& flags, std::size_t most = 0, const Names& valued = {});

  bool has(std::string_view flag) const { return flags_.contains(flag); }
  bool help() const { return has("--help"); }
  const std::string& config() const { return value("--config"); }  ///< empty when not given
  const std::string& value(std::string_view option) const;         ///< empty when not given
  const Words& values(std::string_view option) const;  ///< all that it was given, in their order

  const Words& operands() const { return operands_; }
  /// Throws UsageError, naming what is missing, when there are not so many.
  const std::string& operand(std::size_t index, std::string_view what) const;

 private:
  std::set<std::string, std::less<>> flags_;
  std::map<std::string, Words, std::less<>> values_;
  Words operands_;
};

/// "; did you mean 'serve'?", or nothing when no candidate is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

/// "list, show or drop"
std::string enumerated(const std::vector<std::string_view>& names);
