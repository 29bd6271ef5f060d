#include "store/migrations.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "backends.h"
#include "base/error.h"
#include "store/schema_files.h"
#include "store/session.h"
#include "support/refusals.h"

using base::ErrorCode;
using store::Session;

namespace {

int applied(Session& session) {
  return session.statement("select count(*) from doorward_schema").value<int>().value();
}

template <typename S>
void change(S& store, std::string_view sql) {
  store.database().transaction([&](Session& session) { session.statement(sql).run(); });
}

/// What the program says to this database, which it must not touch.
template <typename S>
std::string refusal(S& store) {
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { store::pending_migrations(store.database()); }));
  const auto error = refusal_of([&] { store::migrate(store.database()); });
  BOOST_TEST_REQUIRE(error.has_value());
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(!error->retry_after());
  return error->public_text();
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(migrations)

BOOST_AUTO_TEST_CASE_TEMPLATE(an_empty_database_lacks_all_of_them_in_order, On, Backends) {
  EmptyStore<On> store;
  const auto missing = store::pending_migrations(store.database());
  BOOST_REQUIRE(!missing.empty());
  for (std::size_t i = 0; i < missing.size(); ++i) {
    BOOST_TEST(missing[i].number == static_cast<int>(i) + 1);
  }
  BOOST_TEST(missing.front().name == "0001_accounts");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_is_told_and_applied_once, On, Backends) {
  EmptyStore<On> store;
  const auto missing = store::pending_migrations(store.database());
  std::vector<std::string> told;
  const auto note = [&](const store::Migration& migration) { told.push_back(migration.name); };
  store::migrate(store.database(), note);
  BOOST_TEST(told.size() == missing.size());
  store::migrate(store.database(), note);
  BOOST_TEST(told.size() == missing.size());
  BOOST_TEST(store::pending_migrations(store.database()).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(several_processes_may_migrate_at_once, On, Backends) {
  for (int round = 0; round < 3; ++round) {
    EmptyStore<On> store;
    const int sum = store.in_processes(4, [](store::Database& database, int) {
      store::migrate(database);
      return store::pending_migrations(database).empty() ? 0 : 1;
    });
    BOOST_TEST(sum == 0);
    BOOST_TEST(store.database().read([](Session& session) {
      return applied(session) == static_cast<int>(store::schema_steps(session.dialect()).size());
    }));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_was_killed_halfway_is_carried_on, On, Backends) {
  EmptyStore<On> store;
  const auto all = store::pending_migrations(store.database());
  BOOST_CHECK_THROW(store::migrate(store.database(),
                                   [](const store::Migration& migration) {
                                     if (migration.number == 4) throw std::runtime_error("killed");
                                   }),
                    std::runtime_error);
  BOOST_TEST(store::pending_migrations(store.database()).size() == all.size() - 3);
  store::migrate(store.database());
  BOOST_TEST(store::pending_migrations(store.database()).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_file_of_which_a_statement_is_missing_is_missing, On, Backends) {
  EmptyStore<On> store;
  store::migrate(store.database());
  change(store, "drop index audit_entries_at /*! on audit_entries */");
  change(store, "delete from doorward_schema where name like '%audit_entries' and step = 3");
  const auto missing = store::pending_migrations(store.database());
  BOOST_TEST_REQUIRE(missing.size() == 1U);
  BOOST_TEST(missing.front().name.ends_with("_audit_entries"));
  store::migrate(store.database());
  BOOST_TEST(store::pending_migrations(store.database()).empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_newer_database_is_refused_in_clear_words, On, Backends) {
  EmptyStore<On> store;
  store::migrate(store.database());
  change(store, "insert into doorward_schema values (9999, 1, '9999_later', 0, 0)");
  BOOST_TEST(contains(refusal(store), "9999"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_table_that_was_another_in_development_is_refused, On, Backends) {
  EmptyStore<On> store;
  store::migrate(store.database());
  change(store, "update doorward_schema set digest = 0 where name like '%challenges' and step = 2");
  BOOST_TEST(contains(refusal(store), "_challenges"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_statement_that_this_program_has_not_is_refused, On, Backends) {
  EmptyStore<On> store;
  store::migrate(store.database());
  change(store, "insert into doorward_schema values (1, 99, '0001_accounts', 0, 0)");
  BOOST_TEST(contains(refusal(store), "0001_accounts"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_table_of_our_name_that_is_not_ours_is_refused, On, Backends) {
  EmptyStore<On> store;
  change(store, "create table sessions (id int primary key)");
  BOOST_TEST(contains(refusal(store), "sessions"));
  BOOST_TEST(store.database().read([](Session& session) {
    return session.statement("select count(*) from sessions").value<int>().value();
  }) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tables_of_others_are_no_hindrance, On, Backends) {
  EmptyStore<On> store;
  change(store, "create table schema_migrations (version int primary key)");
  change(store, "create table wp_accounts (id int primary key)");
  store::migrate(store.database());
  BOOST_TEST(store::pending_migrations(store.database()).empty());
}

/// As after a crash between a change and its record, which MySQL cannot make in one.
BOOST_AUTO_TEST_CASE(a_change_that_was_made_but_not_recorded_is_recorded) {
  EmptyStore<Mariadb> store;
  store::migrate(store.database());
  const int before = store.database().read([](Session& session) { return applied(session); });
  change(store, "delete from doorward_schema where number > 1");
  store::migrate(store.database());
  BOOST_TEST(store.database().read([](Session& session) { return applied(session); }) == before);
}

/// Sets a server's defaults to what none should have, until it is gone.
struct OddDefaults {
  OddDefaults() { set("compact", "Aria", "latin1_german1_ci"); }
  ~OddDefaults() { set("dynamic", "InnoDB", "utf8mb4_general_ci"); }

  static void set(const std::string& format, const std::string& engine,
                  const std::string& collation) {
    shared_mariadb().execute("set global innodb_default_row_format = " + format +
                             "; set global default_storage_engine = " + engine +
                             "; set global collation_server = " + collation);
  }
};

BOOST_AUTO_TEST_CASE(no_default_of_a_server_decides_about_a_table) {
  const OddDefaults odd;
  EmptyStore<Mariadb> store;  // its database was made with these
  store::migrate(store.database());
  const auto count = [&](std::string_view sql) {
    return store.database().read(
        [&](Session& session) { return session.statement(sql).value<int>().value(); });
  };
  constexpr auto kOfOurs = " from information_schema.tables where table_schema = database()";
  const auto all = std::string("select count(*)") + kOfOurs;
  BOOST_TEST(count(all) > 20);
  BOOST_TEST(count(all + " and (engine <> 'InnoDB' or row_format <> 'Dynamic'"
                         " or table_collation <> 'utf8mb4_bin')") == 0);
  BOOST_TEST(count("select count(*) from information_schema.columns"
                   " where table_schema = database() and collation_name <> 'utf8mb4_bin'") == 0);
  BOOST_TEST(count("select count(*) from information_schema.schemata where schema_name ="
                   " database() and default_collation_name = 'latin1_german1_ci'") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
