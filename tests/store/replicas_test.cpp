// A real primary and a real replica.
#include "store/replicas.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "base/error.h"
#include "store/session.h"
#include "support/ports.h"
#include "support/refusals.h"
#include "support/replication.h"

using store::Session;

namespace {

/// One pair for all: to start one takes a second.
Replication& servers() {
  static Replication both(loopback_port());
  return both;
}

/// A process of a host: its database, which has a replica.
struct Host {
  Host(const std::string& url, cache::Generations& told)
      : database({.url = url, .timeout = 20s, .replicas = {servers().on_replica(url)}}, entropy,
                 told) {}

  FakeEntropy entropy;
  store::Database database;
};

struct Pair {
  Pair() {
    servers().resume();
    store::migrate(host.database);
    BOOST_REQUIRE(servers().catch_up());
  }
  ~Pair() { servers().resume(); }

  void write(Host& by, const std::string& name) {
    const model::Account account{base::Id::make(kNow, entropy), name, name, {}, {}, {},
                                 model::AccountState::active,   kNow, {}};
    by.database.transaction([&](Session& session) { store::Accounts(session).insert(account); });
  }
  void write(const std::string& name) { write(host, name); }

  const std::string url = servers().new_database();
  FakeEntropy entropy{11};
  cache::Generations generations;
  Host host{url, generations};
};

struct Seen {
  long accounts;
  std::string by;
};

/// How many accounts a stale read sees, and which server has answered.
Seen seen(Host& host) {
  return *host.database.read_stale([](Session& session) {
    return session.statement("select count(*), cast(@@server_id as char) from accounts")
        .first<Seen, long, std::string>();
  });
}

constexpr auto kPrimary = "1";
constexpr auto kReplica = "2";

}  // namespace

BOOST_AUTO_TEST_SUITE(replicas)

BOOST_AUTO_TEST_CASE(a_gtid_ends_with_its_number) {
  BOOST_TEST(store::number_of_gtid("0-1-42") == 42U);
  BOOST_TEST(store::number_of_gtid("0-1-42,1-1-7") == 42U);
  BOOST_TEST(store::number_of_gtid("") == 0U);
  BOOST_TEST(store::number_of_gtid("0-1-x") == 0U);
}

BOOST_FIXTURE_TEST_CASE(what_may_be_old_is_read_from_the_replica, Pair) {
  BOOST_TEST(seen(host).by == kReplica);
  const auto by = host.database.read([](Session& session) {
    return session.statement("select cast(@@server_id as char)").value<std::string>();
  });
  BOOST_TEST(by.value() == kPrimary);
}

BOOST_FIXTURE_TEST_CASE(who_has_written_reads_it, Pair) {
  for (int i = 1; i <= 50; ++i) {
    write("user" + std::to_string(i));
    BOOST_TEST(seen(host).accounts == i);
  }
  BOOST_TEST(eventually([&] { return seen(host).by == kReplica; }));
}

BOOST_FIXTURE_TEST_CASE(another_process_of_the_host_reads_it_too, Pair) {
  Host other(url, generations);
  for (int i = 1; i <= 20; ++i) {
    BOOST_TEST(seen(other).accounts == i - 1);
    write("user" + std::to_string(i));
  }
}

BOOST_FIXTURE_TEST_CASE(a_row_that_is_inserted_alone_counts_as_written, Pair) {
  seen(host);
  servers().hold();
  host.database.insert([&](Session& session) {
    session.statement("insert into usage_watermark (id, until, until_id) values (1, 0, '')").run();
  });
  BOOST_TEST(seen(host).by == kPrimary);
}

BOOST_FIXTURE_TEST_CASE(behind_a_replica_that_lags_the_primary_answers, Pair) {
  seen(host);
  servers().hold();
  write("ada");
  auto found = seen(host);
  BOOST_TEST(found.by == kPrimary);
  BOOST_TEST(found.accounts == 1);
  servers().resume();
  BOOST_REQUIRE(servers().catch_up());
  BOOST_TEST(eventually([&] { return seen(host).by == kReplica; }));
  BOOST_TEST(seen(host).accounts == 1);
}

BOOST_FIXTURE_TEST_CASE(what_another_host_has_written_is_missed_for_no_more_than_a_second, Pair) {
  cache::Generations elsewhere;
  Host other(url, elsewhere);
  seen(host);
  servers().hold();
  write(other, "ada");
  BOOST_TEST(eventually([&] { return seen(host).accounts == 1; }));
  BOOST_TEST(seen(host).by == kPrimary);
}

BOOST_FIXTURE_TEST_CASE(behind_a_replica_that_is_away_the_primary_answers, Pair) {
  FakeEntropy random;
  store::Database database({.url = url,
                            .timeout = 20s,
                            .replicas = {"mysql://root@127.0.0.1:1/none", url + "&tls=verify"}},
                           random, generations);
  for (int i = 0; i < 4; ++i) {
    const auto by = database.read_stale([](Session& session) {
      return session.statement("select cast(@@server_id as char)").value<std::string>();
    });
    BOOST_TEST(by.value() == kPrimary);
  }
}

BOOST_FIXTURE_TEST_CASE(a_server_that_follows_nobody_is_no_replica, Pair) {
  FakeEntropy random;
  store::Database database({.url = url, .timeout = 20s, .replicas = {url}}, random, generations);
  write("ada");
  const auto transaction = [&] {
    return database.read_stale([](Session& session) {
      return session.statement("select count(*) from accounts").value<long>().value();
    });
  };
  BOOST_TEST(transaction() == 1);
  BOOST_TEST(refuses(base::ErrorCode::unavailable, [&] { store::examine_replica(url, 20s); }));
  const auto told = store::examine_replica(servers().on_replica(url), 20s);
  BOOST_TEST(told.find("follows") == 0U, told);
}

BOOST_FIXTURE_TEST_CASE(nothing_can_be_changed_there, Pair) {
  FakeEntropy random;
  store::Database replica({.url = servers().on_replica(url), .timeout = 20s, .read_only = true},
                          random, generations);
  BOOST_CHECK_THROW(replica.transaction(
                        [](Session& session) { session.statement("delete from accounts").run(); }),
                    base::Error);
}

BOOST_FIXTURE_TEST_CASE(numbers_that_have_begun_anew_are_believed, Pair) {
  generations.note_written(1'000'000'000);  // a backup of the database was restored
  BOOST_TEST(seen(host).by == kReplica);
  BOOST_TEST(generations.written() < 1'000'000'000U);
}

BOOST_FIXTURE_TEST_CASE(what_is_not_there_is_not_looked_for_twice, Pair) {
  int asked = 0;
  const auto missing = [&] {
    host.database.read_stale([&](Session&) -> int {
      ++asked;
      throw base::Error(base::ErrorCode::not_found);
    });
  };
  BOOST_TEST(refuses(base::ErrorCode::not_found, missing));
  BOOST_TEST(asked == 1);
}

BOOST_AUTO_TEST_SUITE_END()
