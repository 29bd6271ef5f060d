#include "schema.h"

#include "base/error.h"
#include "base/log.h"
#include "store/migrations.h"

Schema prepare_database(store::Database& database) {
  try {
    if (database.is_embedded()) {
      store::migrate(database, [](const store::Migration& migration) {
        base::log::info("schema.migrating", {{"migration", migration.name}});
      });
      return Schema::current;
    }
    return store::pending_migrations(database).empty() ? Schema::current : Schema::behind;
  } catch (const base::Error& error) {
    // Only what may pass has a time to try again: a newer schema has none.
    const bool passes = error.code() == base::ErrorCode::unavailable && error.retry_after();
    if (!passes || database.is_embedded()) throw;
    return Schema::unreachable;
  }
}

void require_database(store::Database& database) {
  const auto schema = prepare_database(database);
  if (schema == Schema::behind) {
    throw base::Error(base::ErrorCode::unavailable,
                      {"The database is not up to date; run `doorward migrate` first."});
  }
  if (schema == Schema::unreachable) base::log::warning("database.unreachable");
}

void require_database(const config::Config& config) {
  base::SystemEntropy entropy;
  cache::Generations generations;
  store::Database database({config::database_url(config), config.database.timeout}, entropy,
                           generations);
  require_database(database);
}
