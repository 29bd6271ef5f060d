#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/arguments.h"

/// The row of a subcommand's table of actions that the first operand names; every row has a `name`.
/// Throws UsageError, naming the actions that there are, or the one that was probably meant.
template <typename Action, std::size_t Count>
const Action& chosen(const Action (&actions)[Count], const Arguments& arguments) {
  std::vector<std::string_view> names;
  for (const auto& action : actions) names.push_back(action.name);
  const auto& wanted = arguments.operand(0, "what to do (" + enumerated(names) + ")");
  for (const auto& action : actions) {
    if (action.name == wanted) return action;
  }
  throw UsageError("there is no '" + wanted + "'" + did_you_mean(wanted, names));
}
