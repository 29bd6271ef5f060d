// A row that is inserted by one statement, which commits by itself.
#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "oauth_rows.h"
#include "store/duplicate.h"
#include "store/errors.h"
#include "store/session.h"
#include "store/usage.h"
#include "support/count_statements.h"
#include "support/refusals.h"

using base::ErrorCode;
using store::Cause;
using store::Failure;
using store::Session;

namespace {

template <typename On>
struct Events : Store<On> {
  model::UsageEvent event() {
    return {this->id(), alice, model::UsageKind::download, kNow, "link", 1, 1};
  }

  static void add(Session& session, const model::UsageEvent& event) {
    store::Usage(session).insert(event);
  }

  int count(store::Database& database) {
    return database.read([](Session& session) {
      return session.statement("select count(*) from usage_events").template value<int>().value();
    });
  }
  int count() { return count(this->database()); }

  base::Id alice = this->active("alice").id;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(inserts)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_row_is_there_for_all_when_it_returns, On, Backends) {
  Events<On> events;
  store::Database other(events.settings(), events.entropy, events.generations);
  events.database().insert([&](Session& session) { events.add(session, events.event()); });
  BOOST_TEST(events.count(other) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(it_costs_one_statement_where_a_transaction_costs_three, On,
                              Backends) {
  Events<On> events;
  auto& database = events.database();
  const auto add = [&](Session& session) { events.add(session, events.event()); };
  BOOST_TEST(count_statements(database, [&] { database.insert(add); }) == 1);
  BOOST_TEST(count_statements(database, [&] { database.transaction(add); }) == 3);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_token_is_found_by_one_statement, On, Backends) {
  Events<On> events;
  const auto client = insert_client(events);
  const auto token = insert_access(events, insert_grant(events, client.id, events.alice));
  auto& database = events.database();
  const auto find = [&] {
    database.read([&](Session& session) {
      BOOST_TEST(store::AccessTokens(session).find(token.id, kNow).has_value());
      return 0;
    });
  };
  BOOST_TEST(count_statements(database, find) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_second_statement_is_refused, On, Backends) {
  Events<On> events;
  BOOST_TEST(refuses(ErrorCode::internal, [&] {
    events.database().insert([&](Session& session) {
      events.add(session, events.event());
      events.add(session, events.event());
    });
  }));
  BOOST_TEST(events.count() == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_it_changes_is_told, On, Backends) {
  Events<On> events;
  const auto before = events.generations.now();
  events.database().insert([&](Session& session) {
    session.changed("a");
    events.add(session, events.event());
  });
  BOOST_TEST(events.generations.changed_since(before, cache::subject_of("a")));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_row_that_is_there_already_is_a_duplicate, On, Backends) {
  Events<On> events;
  const auto event = events.event();
  const auto add = [&](Session& session) { events.add(session, event); };
  events.database().insert(add);
  BOOST_CHECK_THROW(events.database().insert(add), store::Duplicate);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_that_lost_a_conflict_runs_again, On, Backends) {
  Events<On> events;
  int runs = 0;
  events.database().insert([&](Session& session) {
    if (++runs == 1) throw Failure(Cause::conflict, "lost");
    events.add(session, events.event());
  });
  BOOST_TEST(runs == 2);
  BOOST_TEST(events.count() == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_duplicate_after_a_conflict_is_still_one, On, Backends) {
  Events<On> events;
  const auto event = events.event();
  events.database().insert([&](Session& session) { events.add(session, event); });
  int runs = 0;
  BOOST_CHECK_THROW(events.database().insert([&](Session& session) {
    if (++runs == 1) throw Failure(Cause::conflict, "lost");
    events.add(session, event);
  }),
                    store::Duplicate);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(eight_writers_lose_nothing_and_never_fail, On, Backends) {
  Events<On> events;
  constexpr int kEach = 100;
  const int failures = events.in_processes(8, [&](store::Database& database, int number) {
    FakeEntropy own(static_cast<std::uint64_t>(number + 900));
    int failed = 0;
    for (int i = 0; i < kEach; ++i) {
      auto event = events.event();
      event.id = base::Id::make(kNow, own);
      const auto add = [&](Session& session) { events.add(session, event); };
      if (refusal_of([&] { database.insert(add); })) ++failed;
    }
    return failed;
  });
  BOOST_TEST(failures == 0);
  BOOST_TEST(events.count() == 8 * kEach);
}

BOOST_AUTO_TEST_CASE(a_connection_that_was_idle_for_too_long_is_opened_anew) {
  Events<Mariadb> events;
  events.database().read([](Session& session) {
    kill_connection(session);
    return 0;
  });
  events.database().insert([&](Session& session) { events.add(session, events.event()); });
  BOOST_TEST(events.count() == 1);
}

BOOST_AUTO_TEST_CASE(a_row_whose_answer_was_lost_is_there_once) {
  Events<Mariadb> events;
  const auto event = events.event();
  int runs = 0;
  events.database().insert([&](Session& session) {
    events.add(session, event);
    if (++runs == 1) throw Failure(Cause::lost, "after the commit");
  });
  BOOST_TEST(runs == 1);  // the second time it is a duplicate
  BOOST_TEST(events.count() == 1);
}

BOOST_AUTO_TEST_CASE(when_the_server_stays_away_nobody_knows_whether_the_row_is_there) {
  MariaDb server;
  FakeEntropy entropy;
  cache::Generations generations;
  store::Database database({server.new_database(), 3s}, entropy, generations);
  database.ping();
  const auto error = refusal_of([&] {
    database.insert([&](Session& session) {
      server.stop();
      session.statement("select 1").run();
    });
  });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST(error->public_text().find("not known") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(it_commits_whatever_the_default_of_the_server) {
  MariaDb server({"--autocommit=0"});
  FakeEntropy entropy;
  cache::Generations generations;
  const auto url = server.new_database();
  store::Database database({url, 20s}, entropy, generations);
  database.transaction([](Session& session) { session.change_schema("create table a (b int)"); });
  database.insert([](Session& session) { session.statement("insert into a values (1)").run(); });
  store::Database other({url, 20s}, entropy, generations);
  const auto count = other.read(
      [](Session& session) { return session.statement("select count(*) from a").value<int>(); });
  BOOST_TEST(count.value() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
