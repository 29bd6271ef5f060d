#include "serve.h"

#include <iostream>

#include "commands/commands.h"
#include "commands/exit_codes.h"

namespace {

constexpr auto kHelp = R"(usage: doorward serve [--config FILE]

Answers requests by FastCGI: a master that listens, workers that answer, a hasher that hashes their
passwords, and a courier that delivers mail. It stays in the foreground. The socket is server.listen
of the configuration, or what systemd or a spawner on descriptor 0 passes.

  --config FILE   the configuration; else DOORWARD_CONFIG, ./doorward.toml, doorward.toml beside
                  the program or one directory above it, /etc/doorward/doorward.toml, or none

Signals to the master:
  TERM, INT       finish what is in flight, then stop
  HUP             read the configuration again and replace every process without a gap; the
                  address, the user and the pid file stay as they were
  USR1            open the log file anew

SQLite is brought up to date at the start; a database server needs `doorward migrate`. A database
server that is down keeps nothing from starting: requests are answered 503 until it is back.

Exit codes: 0 stopped as told, 1 it could not begin, 2 wrong usage, 78 faulty configuration.

Examples:
  doorward serve
  DOORWARD_SERVER_LISTEN=127.0.0.1:9000 doorward serve --config /etc/doorward/doorward.toml
)";

}  // namespace

int serve_command(const Words& words) {
  const Arguments arguments(words, {});
  if (!arguments.help()) return serve_daemon(arguments.config());
  std::cout << kHelp;
  return kDone;
}
