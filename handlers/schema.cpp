#include "schema.h"

#include "base/error.h"
#include "base/log.h"
#include "store/migrations.h"

namespace {

/// One line for all that a new database needs, and one for each at the level of details.
void migrate_telling(store::Database& database) {
  std::size_t done = 0;
  store::migrate(database, [&](const store::Migration& migration) {
    base::log::debug("schema.migrating", {{"migration", migration.name}});
    ++done;
  });
  if (done > 0) base::log::info("schema.migrated", {{"migrations", done}});
}

}  // namespace

Schema prepare_database(store::Database& database) {
  try {
    if (database.is_embedded()) {
      migrate_telling(database);
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
