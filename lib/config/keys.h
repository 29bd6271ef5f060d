#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/config.h"

namespace config {

/// The types that a key can have; its default decides which one it is.
using Value = std::variant<std::string, std::int64_t, Strings, bool, Duration>;

/// One key of the configuration with everything that concerns it alone. The file reader, the
/// environment, the sample file and the check for unknown keys all use this table. The type and
/// default are those of its field in config.h; rules between several keys are in validate.cpp.
struct Key {
  std::string_view name;     ///< "database.url"; in the environment DOORWARD_DATABASE_URL
  std::string_view comment;  ///< for the operator: what it does
  std::function<Value(const Config&)> get;
  std::function<void(Config&, Value)> set;  ///< takes the alternative that get() gives

  struct Range {
    std::int64_t least;
    std::int64_t most;
  };
  std::optional<Range> range = {};           ///< of a number, or of a duration in seconds
  std::vector<std::string_view> words = {};  ///< the only allowed texts; empty: any
  Duration counted_in{1};                    ///< what a plain number of a duration means
  std::string_view former = {};              ///< an earlier name that is still accepted
  bool may_be_one = false;                   ///< whether one text stands for a list of it alone

  // The facts of a row of keys.cpp, each set by its name.
  Key within(std::int64_t least, std::int64_t most) &&;
  Key within(Duration least, Duration most) &&;
  Key one_of(std::initializer_list<std::string_view> allowed) &&;
  Key formerly(std::string_view old_name) &&;
  Key plain_in(Duration unit) &&;
  Key or_one() &&;

  /// What is wrong with a value of its type, in words that say how to fix it; empty: nothing.
  std::string fault_of(const Value& value) const;

  /// The type, in words: "a whole number without quotes".
  std::string wanted() const;
};

/// All keys, in the order of the sample file; those of a section stand together.
const std::vector<Key>& keys();

/// The key with this name or former name; null when there is none.
const Key* find_key(std::string_view name);

/// "database.url" to "DOORWARD_DATABASE_URL".
std::string environment_name(std::string_view key);

}  // namespace config
