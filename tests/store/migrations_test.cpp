#include "store/migrations.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "base/error.h"
#include "store/session.h"
#include "support/refusals.h"

using base::ErrorCode;
using store::Session;

namespace {

int applied(Session& session) {
  return session.statement("select count(*) from schema_migrations").value<int>().value();
}

template <typename S>
void record(S& store, int number) {
  store.database().transaction([&](Session& session) {
    session
        .statement(
            "insert into schema_migrations (number, name, applied_at) values (:number, :name, 0)")
        .with("number", number)
        .with("name", std::string("later"))
        .run();
  });
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
    const auto count = store::pending_migrations(store.database()).size();
    const int sum = store.in_processes(4, [](store::Database& database, int) {
      store::migrate(database);
      return store::pending_migrations(database).empty() ? 0 : 1;
    });
    BOOST_TEST(sum == 0);
    BOOST_TEST(store.database().read([](Session& session) { return applied(session); }) ==
               static_cast<int>(count));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_newer_database_is_refused_in_clear_words, On, Backends) {
  EmptyStore<On> store;
  store::migrate(store.database());
  record(store, 9999);
  const auto error = refusal_of([&] { store::migrate(store.database()); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(error->public_text().find("9999") != std::string::npos);
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { store::pending_migrations(store.database()); }));
}

/// As after a crash between a change and its record, which MySQL cannot make in one.
BOOST_AUTO_TEST_CASE(a_change_that_was_made_but_not_recorded_is_recorded) {
  EmptyStore<Mariadb> store;
  store::migrate(store.database());
  const int before = store.database().read([](Session& session) { return applied(session); });
  store.database().transaction([](Session& session) {
    session.statement("delete from schema_migrations where number > 1").run();
  });
  store::migrate(store.database());
  BOOST_TEST(store.database().read([](Session& session) { return applied(session); }) == before);
}

BOOST_AUTO_TEST_CASE(every_table_is_innodb_and_compares_bytes) {
  Store<Mariadb> store;
  const auto others = store.database().read([](Session& session) {
    return session
        .statement(
            "select count(*) from information_schema.tables where table_schema = database()"
            " and (engine <> 'InnoDB' or table_collation <> 'utf8mb4_bin')")
        .value<int>();
  });
  BOOST_TEST(others.value() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
