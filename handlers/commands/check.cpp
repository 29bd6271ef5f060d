#include <unistd.h>

#include <iostream>

#include "commands/commands.h"
#include "commands/examination.h"
#include "commands/exit_codes.h"
#include "configuration.h"
#include "ownership.h"

namespace {

constexpr auto kHelp = R"(usage: doorward check [--config FILE]
       doorward check --print-sample

Examines the configuration and all that it names, and prints a line for each: the file and the
environment, the directory, the secret, the signing key, the templates, the database and its
schema, the mail server, the keys of the identity provider, which it fetches. All faults are
printed, not only the first. It changes and makes nothing.

  --config FILE    the configuration (see `doorward help serve`)
  --print-sample   print a configuration file with every key, its meaning and its default

Exit codes: 0 no fault, 1 faults were found, 2 wrong usage.

Example, a first configuration:
  doorward check --print-sample > doorward.toml
)";

/// Root may use every file, but that is no help to the service.
void examine_as_owner(const config::Config& config) {
  if (geteuid() == 0) become_owner(config);
}

}  // namespace

int check_command(const Words& words) {
  const Arguments arguments(words, {"--print-sample"});
  if (arguments.help() || arguments.has("--print-sample")) {
    std::cout << (arguments.help() ? kHelp : config::sample());
    return kDone;
  }
  const auto loaded = read_configuration(arguments.config());
  if (loaded.faults.empty()) examine_as_owner(loaded.config);
  Examination examination(std::cout);
  examination.examine(loaded);
  return examination.faults() == 0 ? kDone : kFailed;
}
