// A server whose defaults are others than those that doorward was written for.
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "store/backends.h"
#include "store/duplicate.h"
#include "store/session.h"
#include "store/sessions.h"

namespace {

const std::vector<std::string> kOdd{"--skip-networking",
                                    "--skip-character-set-client-handshake",
                                    "--character-set-server=latin1",
                                    "--collation-server=latin1_german1_ci",
                                    "--innodb-default-row-format=compact",
                                    "--default-storage-engine=MyISAM",
                                    "--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,"
                                    "PAD_CHAR_TO_FULL_LENGTH,NO_AUTO_VALUE_ON_ZERO",
                                    "--autocommit=0",
                                    "--transaction-isolation=SERIALIZABLE",
                                    "--transaction-read-only=ON",
                                    "--completion-type=RELEASE",
                                    "--innodb-force-primary-key=ON",
                                    "--lc-messages=de_DE",
                                    "--default-time-zone=+05:30"};

constexpr auto kGlobals =
    "set global foreign_key_checks = 0, global unique_checks = 0, global sql_safe_updates = 1, "
    "global sql_select_limit = 1, global sql_big_selects = 0, global max_join_size = 1, "
    "global sql_auto_is_null = 1";

MariaDb& odd_server() {
  static MariaDb server(kOdd);
  static const bool told = [] {
    server.execute(kGlobals);
    return true;
  }();
  static_cast<void>(told);
  return server;
}

/// The server's own client does not set what it needs.
std::string new_database() {
  static int made = 0;
  const auto name = "odd" + std::to_string(++made);
  odd_server().execute("set session transaction read write; create database " + name);
  return odd_server().url(name);
}

struct Odd {
  std::string url = new_database();
};

struct OddStore : EmptyStore<Odd> {
  OddStore() { store::migrate(database()); }

  template <typename Value>
  Value ask(const std::string& sql) {
    return database()
        .read([&](store::Session& session) { return session.statement(sql).value<Value>(); })
        .value();
  }
  model::Account account(const std::string& name) {
    model::Account made;
    made.id = id();
    made.username = made.username_key = name;
    made.state = model::AccountState::active;
    made.created_at = kNow;
    return made;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(server_defaults, OddStore)

BOOST_AUTO_TEST_CASE(the_schema_names_what_it_needs) {
  const auto tables = [this](const std::string& which) {
    return ask<long long>(
        "select count(*) from information_schema.tables where table_schema = database() and "
        "(" +
        which + ")");
  };
  BOOST_TEST(tables("true") > 30);
  BOOST_TEST(tables("engine <> 'InnoDB' or row_format <> 'Dynamic' or "
                    "table_collation <> 'utf8mb4_bin'") == 0);
}

BOOST_AUTO_TEST_CASE(texts_come_back_as_they_were_whatever_the_server_speaks) {
  const std::string name = "\u0430\u043d\u043d\u0430 \U0001f6aa \\ ' \" \u00e4";
  const auto made = account(name);
  in<store::Accounts>([&](auto& accounts) { accounts.insert(made); });
  const auto found =
      in<store::Accounts>([&](auto& accounts) { return accounts.by_username(name, kNow); });
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(found->username == name);
  BOOST_TEST(ask<std::string>("select hex(username) from accounts").size() == 2 * name.size());
}

BOOST_AUTO_TEST_CASE(a_row_that_is_there_is_told_by_its_key_in_any_language) {
  in<store::Accounts>([&](auto& accounts) { accounts.insert(account("ada")); });
  BOOST_CHECK_THROW(in<store::Accounts>([&](auto& accounts) { accounts.insert(account("ada")); }),
                    store::Duplicate);
}

BOOST_AUTO_TEST_CASE(what_belongs_to_an_account_goes_with_it) {
  const auto ada = account("ada");
  in<store::Accounts>([&](auto& accounts) { accounts.insert(ada); });
  database().transaction([&](store::Session& session) {
    session
        .statement(
            "insert into tokens (id, account, created_at, expires_at) "
            "values ('t', :account, 1, 2)")
        .with("account", ada.id)
        .run();
  });
  in<store::Accounts>([&](auto& accounts) { accounts.remove(ada.id, kNow); });
  BOOST_TEST(ask<long long>("select count(*) from tokens") == 0);
}

BOOST_AUTO_TEST_CASE(many_rows_are_read_and_changed_at_once) {
  for (const auto* name : {"ada", "bob", "carol"}) {
    in<store::Accounts>([&](auto& accounts) { accounts.insert(account(name)); });
  }
  const auto listed = in<store::Accounts>([](auto& accounts) { return accounts.list({}, 10); });
  BOOST_TEST(listed.size() == 3U);
  database().transaction(
      [](store::Session& session) { session.statement("update accounts set tier = 2").run(); });
  BOOST_TEST(ask<long long>("select count(*) from accounts where tier = 2") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
