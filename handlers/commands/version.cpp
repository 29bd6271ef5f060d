#include <iostream>

#include "commands/commands.h"
#include "commands/exit_codes.h"

namespace {

constexpr auto kHelp = R"(usage: doorward version

Prints the version of this program.
)";

}  // namespace

int version_command(const Words& words) {
  const Arguments arguments(words, {});
  std::cout << (arguments.help() ? kHelp : "doorward " DOORWARD_VERSION "\n");
  return kDone;
}
