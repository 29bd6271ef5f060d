#include "config/config.h"
#include "store/database.h"
#include "store/migrations.h"

#include <iostream>

#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "store/server_check.h"

namespace {

constexpr auto kHelp = R"(usage: doorward migrate [--dry-run] [--config FILE]

Brings the database up to date: applies, in their order, the changes of the schema that this
program has and the database does not. Each change is made once, however many hosts do this at the
same time. SQLite is migrated by `doorward serve` too. There is no way back but a backup.

  --dry-run       only print what would be applied
  --config FILE   the configuration (see `doorward help serve`)

Exit codes: 0 up to date (with --dry-run: printed), 1 failed, 2 wrong usage, 78 faulty
configuration.
)";

void print(const store::Migration& migration) { std::cout << migration.name << std::endl; }

}  // namespace

int migrate_command(const Words& words) {
  const Arguments arguments(words, {"--dry-run"});
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  const auto config = prepare_as_owner(arguments);
  base::SystemEntropy entropy;
  cache::Generations generations;
  store::Database database({config::database_url(config), config.database.timeout}, entropy,
                           generations);
  store::check_server(database);
  const auto pending = store::pending_migrations(database);
  if (pending.empty()) {
    std::cout << "The database is up to date.\n";
  } else if (arguments.has("--dry-run")) {
    for (const auto& migration : pending) print(migration);
  } else {
    store::migrate(database, print);
  }
  return kDone;
}
