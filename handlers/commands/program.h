#pragma once

#include <string_view>
#include <vector>

#include "commands/arguments.h"

/// A subcommand: its words are those behind its name.
struct Command {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Words& words);
};

/// Runs the command that the second word names, and turns what it throws into words on descriptor 2
/// and an exit code. `bare` runs when there is no second word.
int run_program(const std::vector<Command>& commands, const Words& words,
                int (*bare)(const Words& words));
