#include <iostream>

#include "commands/commands.h"
#include "commands/examination.h"
#include "commands/exit_codes.h"
#include "config/config.h"
#include "configuration.h"

namespace {

constexpr auto kHelp = R"(usage: doorward check [--config FILE]
       doorward check --print-sample

Examines the configuration and all that it names, and prints a line for each: the file and the
environment; all that `doorward serve` needs before it serves (the directory, the socket, the pid
file, the user, the log, the secret, the templates, certificates, the database, the signing key),
whose faults are those that keep it from starting; the mail server; the keys of the identity
provider, which it fetches. All faults are printed, not only the first. It changes and makes
nothing, and may be run beside the service. Root's examines what the service needs as its user.

  --config FILE    the configuration (see `doorward help serve`)
  --print-sample   print a configuration file with every key, its meaning and its default

Exit codes: 0 no fault, 1 faults were found, 2 wrong usage.

Example, a first configuration:
  doorward check --print-sample > doorward.toml
)";

}  // namespace

int check_command(const Words& words) {
  const Arguments arguments(words, {"--print-sample"});
  if (arguments.help() || arguments.has("--print-sample")) {
    std::cout << (arguments.help() ? kHelp : config::sample());
    return kDone;
  }
  const auto loaded = read_configuration(arguments.config());
  Examination examination(std::cout);
  examination.examine(loaded);
  return examination.faults() == 0 ? kDone : kFailed;
}
