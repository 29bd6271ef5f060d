#include "config/config.h"
#include "store/database.h"
#include "store/migrations.h"

#include <iostream>

#include "commands/commands.h"
#include "commands/exit_codes.h"
#include "commands/prepare.h"
#include "store/server_check.h"
#include "wiring/process.h"

namespace {

constexpr auto kHelp = R"(usage: doorward migrate [--dry-run | --usage-moved] [--config FILE]

Brings the database up to date: applies, in their order, the changes of the schema that this
program has and the database does not. Each change is made once, however many hosts do this at the
same time. SQLite is migrated by `doorward serve` too. There is no way back but a backup.
The databases of usage.database have the same schema, and are brought up to date as well.

  --dry-run       only print what would be applied
  --usage-moved   usage is in the databases that usage.database names now, whatever was counted
                  where before: doorward refuses to serve when their number or order has changed,
                  until the list is put back or this says that all has been copied to where it
                  belongs, or may be left behind
  --config FILE   the configuration (see `doorward help serve`)

Exit codes: 0 up to date (with --dry-run: printed), 1 failed, 2 wrong usage, 78 faulty
configuration.
)";

/// Tells what a database lacks, and applies it unless `dry`. Whether there was anything.
bool bring_up_to_date(store::Database& database, const std::string& suffix, bool dry) {
  store::check_server(database);
  bool lacks_any = false;
  const auto tell = [&](const store::Migration& migration) {
    lacks_any = true;
    std::cout << migration.name << suffix << std::endl;
  };
  if (!dry) {
    store::migrate(database, tell);
  } else {
    for (const auto& migration : store::pending_migrations(database)) tell(migration);
  }
  return lacks_any;
}

bool migrate_all(store::Database& database, store::UsageDatabases& usage, bool dry) {
  bool found = bring_up_to_date(database, "", dry);
  for (int number = 0; usage.are_apart() && number < usage.count(); ++number) {
    const auto suffix = " (usage " + std::to_string(number + 1) + ")";
    found = bring_up_to_date(usage.unprepared(number), suffix, dry) || found;
  }
  return found;
}

}  // namespace

int migrate_command(const Words& words) {
  const Arguments arguments(words, {"--dry-run", "--usage-moved"});
  if (arguments.help()) {
    std::cout << kHelp;
    return kDone;
  }
  const auto config = prepare_as_owner(arguments);
  base::SystemEntropy entropy;
  cache::Generations generations;
  store::Database database(wiring::database_settings(config), entropy, generations);
  store::UsageDatabases usage(database, wiring::usage_database_settings(config), entropy,
                              generations);
  const bool dry = arguments.has("--dry-run");
  if (!migrate_all(database, usage, dry)) std::cout << "The database is up to date.\n";
  if (arguments.has("--usage-moved") && !dry) usage.give();
  return kDone;
}
