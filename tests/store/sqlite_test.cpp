#include <sys/stat.h>

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "base/error.h"
#include "store/session.h"
#include "support/refusals.h"
#include "support/shared_memory.h"

using base::ErrorCode;
using store::Session;

namespace {

mode_t mode_of(const std::string& path) {
  struct stat status {};
  BOOST_REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

std::string pragma(Session& session, const std::string& name) {
  return session.statement("pragma " + name).value<std::string>().value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_file)

BOOST_AUTO_TEST_CASE(the_file_and_its_folder_are_made_for_this_user_alone) {
  Scratch directory;
  FakeEntropy entropy;
  cache::Generations generations;
  const auto path = directory.at("new folder/doorward.db");
  store::Database database({"sqlite:" + path}, entropy, generations);
  BOOST_TEST(database.is_embedded());
  store::migrate(database);
  BOOST_TEST(mode_of(path) == 0600U);
  BOOST_TEST(mode_of(path + "-wal") == 0600U);
  BOOST_TEST(mode_of(directory.at("new folder")) == 0750U);
}

BOOST_AUTO_TEST_CASE(a_path_may_contain_what_paths_contain) {
  Scratch directory;
  FakeEntropy entropy;
  cache::Generations generations;
  for (const auto* name : {"a b.db", "a'b.db", "a=b timeout=0.db", "\u00fc?mode=memory", "a;b"}) {
    const auto path = directory.at(name);
    store::Database database({"sqlite:" + path}, entropy, generations);
    store::migrate(database);
    BOOST_TEST_CONTEXT(name) { BOOST_TEST(std::filesystem::file_size(path) > 0U); }
  }
}

BOOST_AUTO_TEST_CASE(each_connection_is_durable_and_keeps_references) {
  Store<Sqlite> store;
  store.database().read([](Session& session) {
    BOOST_TEST(pragma(session, "journal_mode") == "wal");
    BOOST_TEST(pragma(session, "synchronous") == "2");
    BOOST_TEST(pragma(session, "foreign_keys") == "1");
    return 0;
  });
}

BOOST_AUTO_TEST_CASE(a_path_that_cannot_be_opened_is_unavailable) {
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database({"sqlite:/proc/nothing/doorward.db"}, entropy, generations);
  const auto error = refusal_of([&] { database.ping(); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(error->retry_after().has_value());
  BOOST_TEST(error->public_text().find("/proc") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_database_is_left_as_it_is) {
  Scratch directory;
  FakeEntropy entropy;
  cache::Generations generations;
  directory.write("doorward.db", std::string(8192, 'x'));
  store::Database database({"sqlite:" + directory.at("doorward.db")}, entropy, generations);
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { store::migrate(database); }));
  BOOST_TEST(read_file(directory.at("doorward.db")) == std::string(8192, 'x'));
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_unavailable_and_loses_nothing) {
  Store<Sqlite> store;
  store.active("alice");
  const auto error = refusal_of([&] {
    store.database().transaction([&](Session& session) {
      store::Accounts(session).insert(store.account("bob", model::AccountState::active));
      session.statement("pragma max_page_count = 1").value<int>();
      for (;;) {
        const auto name = "user" + store.id().text();
        store::Accounts(session).insert(store.account(name, model::AccountState::active));
      }
    });
  });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(error->retry_after().has_value());
  store.in<store::Accounts>([](auto& accounts) {
    BOOST_TEST(accounts.by_username("alice", kNow).has_value());
    BOOST_TEST(!accounts.by_username("bob", kNow));
  });
  BOOST_CHECK_NO_THROW(store.active("carol"));
}

BOOST_AUTO_TEST_CASE(a_writer_that_waits_in_vain_is_told_to_come_back) {
  Store<Sqlite> store;
  store.connection.reset();
  struct Progress {
    std::atomic<bool> locked{false};
    std::atomic<bool> done{false};
  };
  Shared<Progress> progress;
  Forked other([&] {
    store.database().transaction([&](Session&) {
      progress->locked = true;
      eventually([&] { return progress->done.load(); });
    });
    return 0;
  });
  BOOST_REQUIRE(eventually([&] { return progress->locked.load(); }));
  store::Database database({store.backend.url, std::chrono::seconds{1}}, store.entropy,
                           store.generations);
  const auto error = refusal_of([&] { database.transaction([](Session&) {}); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(error->retry_after().has_value());
  BOOST_TEST(database.read([](Session&) { return true; }));  // readers do not wait for writers
  progress->done = true;
  BOOST_TEST(other.wait() == 0);
  BOOST_CHECK_NO_THROW(database.transaction([](Session&) {}));
}

BOOST_AUTO_TEST_SUITE_END()
