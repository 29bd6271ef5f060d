#include "store/migrations.h"

#include <algorithm>

#include "base/error.h"
#include "store/database.h"
#include "store/duplicate.h"
#include "store/schema_files.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kTables = "select name from sqlite_master where type = 'table'";

constexpr auto kTablesMysql = R"(
select table_name from information_schema.tables where table_schema = database())";

/// This table has one row for each statement that was run.
constexpr auto kLedger = "doorward_schema";

constexpr auto kCreateLedger = R"(
create table if not exists doorward_schema (
  number int not null,
  step int not null,
  name varchar(100) not null,
  digest bigint not null,
  applied_at bigint not null,
  primary key (number, step)
) {options})";

constexpr auto kMade = "select number, step, name, digest from doorward_schema";

constexpr auto kIsMade = R"(
select number from doorward_schema where number = :number and step = :step)";

constexpr auto kRecord = R"(
insert into doorward_schema (number, step, name, digest, applied_at)
values (:number, :step, :name, :digest, :applied_at))";

using Steps = std::vector<SchemaStep>;

struct Made {
  int number;
  int step;
  std::string name;
  long long digest;
};

[[noreturn]] void refuse(const std::string& why) {
  throw base::Error(base::ErrorCode::unavailable, {why});
}

[[noreturn]] void refuse_newer(int database, int program) {
  refuse("The database has the schema number " + std::to_string(database) +
         ", but this program knows only up to number " + std::to_string(program) +
         ". It needs the newer program that has brought the database up to date.");
}

[[noreturn]] void refuse_different(const std::string& name) {
  refuse("The database was made by another version from before the first release: its " + name +
         " is not that of this program. It needs that version, or a new, empty database.");
}

[[noreturn]] void refuse_foreign(const std::string& table) {
  refuse("The database has a table " + table +
         " that this program has not made: it is another program's, or that of a version from "
         "before the first release. doorward needs an empty database, or at least one without "
         "tables of its names.");
}

std::vector<std::string> tables(Session& session) {
  const auto sql = session.dialect() == Dialect::sqlite ? kTables : kTablesMysql;
  return session.statement(sql).all<std::string, std::string>();
}

bool is_table_of(const Steps& steps, const std::string& name) {
  const auto beginning = "create table " + name + " ";
  return std::ranges::any_of(
      steps, [&](const SchemaStep& step) { return step.sql.starts_with(beginning); });
}

bool is_ledger(const std::string& table) { return table == kLedger; }

/// Whether anything has been made. Throws when there are tables of our names, but none that is
/// ours. The ledger is made first; another process may have begun while we looked, so we look
/// again.
bool has_ledger(Session& session, const Steps& steps) {
  const auto found = tables(session);
  if (std::ranges::any_of(found, is_ledger)) return true;
  for (const auto& table : found) {
    if (!is_table_of(steps, table)) continue;
    if (std::ranges::any_of(tables(session), is_ledger)) return true;
    refuse_foreign(table);
  }
  return false;
}

/// Removes a step that was made. Throws when this program does not know it, and so must not touch
/// the database.
void strike_out(Steps& steps, const Made& made, int newest) {
  if (made.number > newest) refuse_newer(made.number, newest);
  const auto same = std::ranges::find_if(steps, [&](const SchemaStep& step) {
    return step.number == made.number && step.step == made.step && step.digest == made.digest;
  });
  if (same == steps.end()) refuse_different(made.name);
  steps.erase(same);
}

Steps missing_steps(Session& session) {
  auto steps = schema_steps(session.dialect());
  if (!has_ledger(session, steps)) return steps;
  const int newest = steps.back().number;
  const auto made = session.statement(kMade).all<Made, int, int, std::string, long long>();
  for (const auto& each : made) strike_out(steps, each, newest);
  return steps;
}

bool is_made(Session& session, const SchemaStep& step) {
  return session.statement(kIsMade)
      .with("number", step.number)
      .with("step", step.step)
      .value<int>()
      .has_value();
}

/// MySQL commits at each change of the schema, so that the change and its record are two steps, and
/// a Galera cluster knows no lock that holds on all its nodes. So that several processes can do
/// this at once, and a crash between the two steps is healed by the next run, a change that has
/// been made already counts as made. SQLite makes both in one transaction.
void make(Session& session, const SchemaStep& step, base::Time now) {
  if (is_made(session, step)) return;
  session.change_schema(step.sql);
  try {
    session.statement(kRecord)
        .with("number", step.number)
        .with("step", step.step)
        .with("name", step.name)
        .with("digest", step.digest)
        .with("applied_at", now)
        .run();
  } catch (const Duplicate&) {  // another process was as fast
  }
}

/// A slower process may find that a later change, made by another process, has removed what this
/// change starts from.
void make_or_find_made(Database& database, const SchemaStep& step, base::Time now) {
  try {
    database.transaction([&](Session& session) { make(session, step, now); });
  } catch (const base::Error&) {
    if (!database.read([&](Session& session) { return is_made(session, step); })) throw;
  }
}

void create_ledger(Database& database) {
  database.transaction([](Session& session) {
    session.change_schema(in_words_of(session.dialect(), kCreateLedger));
  });
}

}  // namespace

std::vector<Migration> pending_migrations(Database& database) {
  const auto steps = database.read(missing_steps);
  std::vector<Migration> missing;
  for (const auto& step : steps) {
    if (!missing.empty() && missing.back().number == step.number) continue;
    missing.push_back({step.number, step.name});
  }
  return missing;
}

void migrate(Database& database, const std::function<void(const Migration&)>& progress) {
  const auto missing = database.read(missing_steps);
  if (missing.empty()) return;
  const auto now = base::SystemClock{}.now();
  create_ledger(database);
  int told = 0;
  for (const auto& step : missing) {
    if (progress && step.number != told) progress({step.number, step.name});
    told = step.number;
    make_or_find_made(database, step, now);
  }
}

}  // namespace store
