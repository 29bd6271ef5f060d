#include "usage_schema.h"

#include "base/error.h"
#include "base/log.h"
#include "store/migrations.h"
#include "store/replicas.h"

namespace {

bool passes(const base::Error& error) {
  return error.code() == base::ErrorCode::unavailable && error.retry_after();
}

[[noreturn]] void refuse_old() {
  throw base::Error(
      base::ErrorCode::failed_dependency,
      {"A database of usage.database is not up to date; run `doorward migrate` first."});
}

void require_usage_database(wiring::Process& process, int number) {
  auto& database = process.usage.unprepared(number);
  if (!database.is_made()) process.usage.check(number, false);
  const auto schema = prepare_database(database, process.secret);
  if (schema == Schema::behind) refuse_old();
  if (schema == Schema::current) return process.usage.claim(number);
  base::log::warning("usage_database.unreachable", {{"number", number + 1}});
}

}  // namespace

void require_usage_databases(wiring::Process& process) try {
  process.usage.check_list();
  if (!process.usage.are_apart()) return;
  for (int number = 0; number < process.usage.count(); ++number) {
    require_usage_database(process, number);
  }
} catch (const base::Error& error) {  // the main database is away
  if (!passes(error)) throw;
}

bool examine_usage_list(store::Database& main, store::UsageDatabases& databases) try {
  if (!store::pending_migrations(main).empty()) return false;
  databases.check_list();
  return true;
} catch (const base::Error& error) {
  // What is the matter with the main database is told of that.
  if (error.code() == base::ErrorCode::invalid_argument) throw;
  return false;
}

std::string examine_usage_database(store::UsageDatabases& databases, int number, bool is_known,
                                   bool is_made, const crypto::Secret& secret) {
  if (!is_made) {
    if (is_known) databases.check(number, false);
    return {};
  }
  auto& database = databases.unprepared(number);
  auto state = examine_schema(database, secret, "usage.database");
  if (is_known) databases.check(number, store::pending_migrations(database).empty());
  return state;
}

std::string examine_replica(const std::string& url, std::chrono::seconds timeout) try {
  return store::examine_replica(url, timeout);
} catch (const base::Error& error) {
  const auto& detail = error.private_detail();
  throw base::Error(base::ErrorCode::unavailable, {},
                    {detail.empty() ? error.public_text() : detail})
      .retry_in(std::chrono::seconds{5});
}
