#include "store/migrations.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string_view>

#include "base/embedded.h"
#include "base/error.h"
#include "store/duplicate.h"
#include "store/session.h"

namespace store {

/// The files of sql/, as the build has embedded them.
std::span<const base::EmbeddedFile> migration_files();

namespace {

constexpr auto kLedgerExists = R"(
select count(*) from sqlite_master where type = 'table' and name = 'schema_migrations')";

constexpr auto kLedgerExistsMysql = R"(
select count(*) from information_schema.tables
where table_schema = database() and table_name = 'schema_migrations')";

constexpr auto kCreateLedger = R"(
create table if not exists schema_migrations (
  number int not null primary key,
  name varchar(100) not null,
  applied_at bigint not null
) /*! engine=InnoDB character set utf8mb4 collate utf8mb4_bin */)";

constexpr auto kNewest = "select coalesce(max(number), 0) from schema_migrations";

constexpr auto kIsApplied = "select number from schema_migrations where number = :number";

constexpr auto kRecord = R"(
insert into schema_migrations (number, name, applied_at) values (:number, :name, :applied_at))";

struct Script {
  Migration migration;
  std::string_view sql;
};

/// "0003_tokens.mysql.sql" is for MySQL only, "0003_tokens.sql" for both.
bool is_for(std::string_view file, Dialect dialect) {
  const auto other = dialect == Dialect::sqlite ? ".mysql.sql" : ".sqlite.sql";
  return !file.ends_with(other);
}

Migration described(std::string_view file) {
  Migration migration{0, {}};
  std::from_chars(file.data(), file.data() + file.size(), migration.number);
  migration.name = file.substr(0, file.find('.'));
  return migration;
}

std::vector<Script> scripts(Dialect dialect) {
  std::vector<Script> found;
  for (const auto& file : migration_files()) {
    if (is_for(file.name, dialect)) found.push_back({described(file.name), file.text});
  }
  std::ranges::sort(found, {}, [](const Script& script) { return script.migration.number; });
  return found;
}

bool has_ledger(Session& session) {
  const auto sql = session.dialect() == Dialect::sqlite ? kLedgerExists : kLedgerExistsMysql;
  return session.statement(sql).value<int>().value_or(0) > 0;
}

[[noreturn]] void refuse_newer(int database, int program) {
  throw base::Error(base::ErrorCode::unavailable,
                    {"The database has the schema number " + std::to_string(database) +
                     ", but this program knows only up to number " + std::to_string(program) +
                     ". It needs the newer program that has brought the database up to date."});
}

/// Those that are missing. The numbers in the ledger have no gaps, so that the newest tells all.
std::vector<Script> pending(Session& session) {
  auto all = scripts(session.dialect());
  const int known = all.empty() ? 0 : all.back().migration.number;
  const int newest = has_ledger(session) ? session.statement(kNewest).value<int>().value_or(0) : 0;
  if (newest > known) refuse_newer(newest, known);
  std::erase_if(all, [&](const Script& script) { return script.migration.number <= newest; });
  return all;
}

bool is_applied(Session& session, int number) {
  return session.statement(kIsApplied).with("number", number).value<int>().has_value();
}

/// MySQL commits at each change of the schema, so that the change and its record are two steps, and
/// a Galera cluster knows no lock that holds on all its nodes. So that several processes can do
/// this at once, and a crash between the two steps is healed by the next run, a change that has
/// been made already counts as made. SQLite makes both in one transaction.
void apply(Session& session, const Script& script, base::Time now) {
  const auto number = script.migration.number;
  if (is_applied(session, number)) return;
  session.change_schema(script.sql);
  try {
    session.statement(kRecord)
        .with("number", number)
        .with("name", script.migration.name)
        .with("applied_at", now)
        .run();
  } catch (const Duplicate&) {  // another process was as fast
  }
}

/// A process that is slower than another may find that what the change begins with has gone by one
/// of the next changes.
void apply_or_find_applied(Database& database, const Script& script, base::Time now) {
  try {
    database.transaction([&](Session& session) { apply(session, script, now); });
  } catch (const base::Error&) {
    const auto number = script.migration.number;
    if (!database.read([&](Session& session) { return is_applied(session, number); })) throw;
  }
}

}  // namespace

std::vector<Migration> pending_migrations(Database& database) {
  return database.read([](Session& session) {
    std::vector<Migration> missing;
    for (const auto& script : pending(session)) missing.push_back(script.migration);
    return missing;
  });
}

void migrate(Database& database, const std::function<void(const Migration&)>& progress) {
  const auto missing = database.read([](Session& session) { return pending(session); });
  if (missing.empty()) return;
  const auto now = base::SystemClock{}.now();
  database.transaction([](Session& session) { session.change_schema(kCreateLedger); });
  for (const auto& script : missing) {
    if (progress) progress(script.migration);
    apply_or_find_applied(database, script, now);
  }
}

}  // namespace store
