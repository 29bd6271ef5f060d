#include "schema.h"

#include <algorithm>

#include "accounts/secret_mark.h"
#include "base/error.h"
#include "base/log.h"
#include "store/migrations.h"
#include "store/secret_mark.h"
#include "store/server_check.h"
#include "usage_schema.h"

namespace {

using Pending = std::vector<store::Migration>;

/// A database from before that migration belongs to nobody yet.
void check_mark(store::Database& database, const Pending& pending, const crypto::Secret& secret) {
  const bool has_none = std::any_of(
      pending.begin(), pending.end(),
      [](const store::Migration& migration) { return migration.name.ends_with("_secret_mark"); });
  if (!has_none) accounts::check_secret(database, secret);
}

/// One line for all that a new database needs, and one for each at the level of
/// details.
void migrate_telling(store::Database& database) {
  std::size_t done = 0;
  store::migrate(database, [&](const store::Migration& migration) {
    base::log::debug("schema.migrating", {{"migration", migration.name}});
    ++done;
  });
  if (done > 0) base::log::info("schema.migrated", {{"migrations", done}});
}

Schema brought_up_to_date(store::Database& database, const crypto::Secret& secret) {
  store::check_server(database);
  const auto pending = store::pending_migrations(database);
  if (!pending.empty() && !database.is_embedded()) return Schema::behind;
  check_mark(database, pending, secret);
  if (!pending.empty()) migrate_telling(database);
  accounts::claim_database(database, secret);
  return Schema::current;
}

[[noreturn]] void refuse_old() {
  throw base::Error(base::ErrorCode::failed_dependency,
                    {"The database is not up to date; run `doorward migrate` first."});
}

/// Of rights that are missing; what may pass is told as it is.
void try_changes(store::Database& database, const std::string& key) try {
  database.transaction([](store::Session& session) { store::SecretMark(session).try_changes(); });
} catch (const base::Error& error) {
  if (error.retry_after()) throw;
  throw base::Error(
      base::ErrorCode::failed_dependency,
      {"The user of " + key + " may not change the database; grant it all rights on this one"},
      {error.private_detail()});
}

std::string examined(store::Database& database, const crypto::Secret& secret,
                     const std::string& key) {
  store::check_server(database);
  const auto pending = store::pending_migrations(database);
  if (!pending.empty() && !database.is_embedded()) refuse_old();
  check_mark(database, pending, secret);
  if (!pending.empty()) return "older than this program (migrated at the next start)";
  try_changes(database, key);
  return "up to date";
}

}  // namespace

Schema prepare_database(store::Database& database, const crypto::Secret& secret) {
  try {
    return brought_up_to_date(database, secret);
  } catch (const base::Error& error) {
    // Only what may pass has a time to try again: a newer schema has none.
    const bool passes = error.code() == base::ErrorCode::unavailable && error.retry_after();
    if (!passes || database.is_embedded()) throw;
    return Schema::unreachable;
  }
}

void require_database(store::Database& database, const crypto::Secret& secret) {
  const auto schema = prepare_database(database, secret);
  if (schema == Schema::behind) refuse_old();
  if (schema == Schema::unreachable) base::log::warning("database.unreachable");
}

void require_database(const config::Config& config) {
  wiring::Process process(config);
  require_database(process.database, process.secret);
  require_usage_databases(process);
}

std::string examine_schema(store::Database& database, const crypto::Secret& secret,
                           const std::string& key) try {
  return examined(database, secret, key);
} catch (const base::Error& error) {
  if (!database.is_embedded() || !error.retry_after()) throw;
  // What passes for a server does not for a file.
  throw base::Error(base::ErrorCode::internal, {"The database file cannot be used"},
                    {error.private_detail()});
}
