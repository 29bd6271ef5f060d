#include <iostream>

#include "base/error.h"
#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "config/config.h"
#include "control_signals.h"
#include "wiring/delivery.h"
#include "worker.h"

namespace {

constexpr auto kHelp = R"(usage: doorward courier [--once] [--config FILE]

Delivers what is queued, and purges what has expired. `doorward serve` has a courier of its own;
this one is for hosts where a web server starts doorward. Any number of couriers may run at once.

  --once          deliver what is due now, then end: for cron, which mails all that a command
                  prints. So it prints nothing but warnings and errors; where log.target is a file
                  or "syslog", all is logged there
  --config FILE   the configuration (see `doorward help serve`)

Without --once it runs until TERM or INT.

Exit codes: 0 done, also when a mail has to wait, 1 failed, 2 wrong usage, 78 faulty configuration.

Example, a line of a crontab:
  */5 * * * * doorward courier --once --config /home/me/doorward/doorward.toml
)";

int deliver_once(const config::Config& config) {
  ControlSignals signals;
  wiring::Process process(config);
  wiring::Delivery(process).run_once([&] { return signals.stopped(); });
  return kDone;
}

}  // namespace

int courier_command(const Words& words) {
  const Arguments arguments(words, {"--once"});
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  const bool once = arguments.has("--once");
  const auto config = prepare(arguments, once ? LogOf::command : LogOf::service);
  return once ? deliver_once(config) : run_courier(config, [] {});
}
