#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "backends.h"
#include "base/error.h"
#include "store/audit.h"
#include "store/session.h"
#include "store/throttle.h"
#include "support/refusals.h"
#include "support/shared_memory.h"

using base::ErrorCode;
using store::Session;
using store::Throttle;

namespace {

void append(Session& session, const base::Id& id) {
  store::Audit(session).append({0, id, "test:event", "192.0.2.1", kNow});
}

int entries(Session& session) {
  return session.statement("select count(*) from audit_entries").value<int>().value();
}

template <typename S>
int entries_of(S& store) {
  return store.database().read([](Session& session) { return entries(session); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(transactions)

BOOST_AUTO_TEST_CASE_TEMPLATE(what_the_work_returns_comes_back, On, Backends) {
  Store<On> store;
  BOOST_TEST(store.database().transaction([](Session&) { return 7; }) == 7);
  BOOST_TEST(store.database().read([](Session&) { return std::string("text"); }) == "text");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_throw_takes_all_of_it_back, On, Backends) {
  Store<On> store;
  BOOST_CHECK_THROW(store.database().transaction([&](Session& session) {
    append(session, store.id());
    append(session, store.id());
    throw std::logic_error("no");
  }),
                    std::logic_error);
  BOOST_TEST(entries_of(store) == 0);
  store.database().transaction([&](Session& session) { append(session, store.id()); });
  BOOST_TEST(entries_of(store) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_is_seen_by_others_before_the_commit, On, Backends) {
  Store<On> store;
  store::Database other(store.settings(), store.entropy, store.generations);
  store.database().transaction([&](Session& session) {
    append(session, store.id());
    BOOST_TEST(other.read([](Session& their) { return entries(their); }) == 0);
  });
  BOOST_TEST(other.read([](Session& their) { return entries(their); }) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(transactions_do_not_nest, On, Backends) {
  Store<On> store;
  auto& database = store.database();
  BOOST_TEST(refuses(ErrorCode::internal, [&] {
    database.transaction([&](Session& session) {
      append(session, store.id());
      database.transaction([&](Session& inner) { append(inner, store.id()); });
    });
  }));
  BOOST_TEST(entries_of(store) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_failed_transaction_cannot_be_continued, On, Backends) {
  Store<On> store;
  BOOST_TEST(refuses(ErrorCode::internal, [&] {
    store.database().transaction([&](Session& session) {
      append(session, store.id());
      try {
        session.statement("select nothing from nowhere").run();
      } catch (const std::exception&) {
        append(session, store.id());  // as if nothing had happened
      }
    });
  }));
  BOOST_TEST(entries_of(store) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(no_value_gets_into_an_error, On, Backends) {
  Store<On> store;
  const std::string secret = "ses'ame";
  const auto error = refusal_of([&] {
    store.database().transaction([&](Session& session) {
      session.statement("select :secret from nowhere where '").with("secret", secret).run();
    });
  });
  BOOST_REQUIRE(error);
  BOOST_TEST(error->public_text() == "");
  BOOST_TEST(error->private_detail().find("ame") == std::string::npos);
  BOOST_TEST(error->private_detail().find(":secret") != std::string::npos);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_row_without_its_owner_makes_the_work_run_again, On, Backends) {
  Store<On> store;
  const auto account = store.id();
  int runs = 0;
  store.database().transaction([&](Session& session) {
    if (++runs == 1) Throttle(session).remember_network(account, "192.0.2.0/24", kNow);
  });
  BOOST_TEST(runs == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(eight_writers_lose_nothing_and_never_fail, On, Backends) {
  Store<On> store;
  constexpr int kEach = 100;
  const int failures = store.in_processes(8, [&](store::Database&, int number) {
    FakeEntropy own(static_cast<std::uint64_t>(number + 900));
    store::Database database({store.backend.url}, own,
                             store.generations);  // with the time-out of the service
    int failed = 0;
    for (int i = 0; i < kEach; ++i) {
      const auto id = base::Id::make(kNow, own);
      const auto refused = refusal_of([&] {
        database.transaction([&](Session& session) {
          entries(session);  // reads before it writes, as use cases do
          append(session, id);
        });
      });
      if (refused) ++failed;
    }
    return failed;
  });
  BOOST_TEST(failures == 0);
  BOOST_TEST(entries_of(store) == 8 * kEach);
}

/// Two processes that count the same two subjects in opposite order, each waiting for the other
/// in between: on MariaDB one of them is the victim of a deadlock.
BOOST_AUTO_TEST_CASE_TEMPLATE(work_that_lost_a_conflict_runs_again_whole, On, Backends) {
  Store<On> store;
  store.template in<Throttle>([](auto& throttle) {
    throttle.count("test", "a", 1);
    throttle.count("test", "b", 1);
  });
  struct Seen {
    std::atomic<int> started{0};
    std::atomic<int> runs{0};
  };
  Shared<Seen> seen;
  const bool locks_rows = std::is_same_v<On, Mariadb>;
  const int sum = store.in_processes(2, [&](store::Database& database, int number) {
    database.transaction([&](Session& session) {
      ++seen->runs;
      Throttle(session).count("test", number == 0 ? "a" : "b", 1);
      ++seen->started;
      if (locks_rows) eventually([&] { return seen->started >= 2; });
      Throttle(session).count("test", number == 0 ? "b" : "a", 1);
    });
    return 0;
  });
  BOOST_TEST(sum == 0);
  BOOST_TEST(seen->runs == (locks_rows ? 3 : 2));
  store.template in<Throttle>([](auto& throttle) {
    BOOST_TEST(throttle.recent("test", "a", 1).current == 3);
    BOOST_TEST(throttle.recent("test", "b", 1).current == 3);
  });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(hostile_values)

BOOST_AUTO_TEST_CASE_TEMPLATE(any_text_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const std::vector<std::string> texts{
      "'; drop table accounts; --",
      "\\",
      "\\'",
      "100% _ ? :name @x `y` \"z\"",
      "\u00fc \u4e2d \U0001f600",
      "tab\tline\r\nbell\a",
      "\u00bf'",
      "0012",
      "1e5",
      "",
      " blanks at both ends ",
  };
  for (const auto& text : texts) {
    auto account = store.account("x", model::AccountState::active);
    account.username = text;
    account.username_key = account.id.text();
    account.email = account.email_key = std::nullopt;
    account.password_hash = text;
    store.insert(account);
    const auto found = store.template in<store::Accounts>(
        [&](auto& accounts) { return accounts.by_id(account.id, kNow); });
    BOOST_REQUIRE(found);
    BOOST_TEST(found->username == text);
    BOOST_TEST(found->password_hash.value() == text);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_pattern_or_a_condition_finds_nothing, On, Backends) {
  Store<On> store;
  store.active("alice");
  for (const auto* text : {"%", "_____", "alic%", "' or '1'='1", "alice'--", "x\\' or 1=1 --"}) {
    BOOST_TEST(!store.template in<store::Accounts>(
        [&](auto& accounts) { return accounts.by_username(text, kNow); }));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(bytes_that_are_no_text_are_refused, On, Backends) {
  Store<On> store;
  for (const auto* text : {"\xbf\x27 or 1=1 --", "\xff", "\xed\xa0\x80"}) {
    BOOST_TEST(refuses(ErrorCode::internal, [&] {
      store.template in<store::Accounts>(
          [&](auto& accounts) { return accounts.by_username(text, kNow); });
    }));
  }
  BOOST_TEST(entries_of(store) == 0);  // the connection still serves
}

BOOST_AUTO_TEST_CASE_TEMPLATE(numbers_keep_all_their_bits, On, Backends) {
  Store<On> store;
  for (const long bucket : {5'000'000'000L, -1L, 9'223'372'036'854'775'807L}) {
    store.template in<Throttle>([&](auto& throttle) {
      throttle.count("test", "s", bucket);
      BOOST_TEST(throttle.recent("test", "s", bucket).current == 1);
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()
