#include "store/usage_databases.h"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "backends.h"
#include "base/error.h"
#include "model/usage.h"
#include "store/usage.h"
#include "support/refusals.h"

using base::ErrorCode;
using store::UsageDatabases;

namespace {

/// A main database and several of usage.
template <typename On>
struct Several : Store<On> {
  explicit Several(int count) : others(static_cast<std::size_t>(count)) {
    for (auto& other : others) store::migrate(other.database());
  }

  /// The list of these, by their numbers.
  std::vector<store::Settings> list(const std::vector<int>& numbers) {
    std::vector<store::Settings> settings;
    for (const int number : numbers) {
      settings.push_back(others[static_cast<std::size_t>(number)].settings());
    }
    return settings;
  }
  UsageDatabases of(const std::vector<store::Settings>& settings) {
    return {this->database(), settings, this->entropy, this->generations};
  }
  UsageDatabases claimed(const std::vector<int>& numbers) {
    auto databases = of(list(numbers));
    databases.check_list();
    for (int number = 0; number < databases.count(); ++number) databases.claim(number);
    return databases;
  }

  std::vector<Store<On>> others;
};

void track(store::Database& database, const base::Id& account, base::Entropy& entropy) {
  database.insert([&](store::Session& session) {
    store::Usage(session).insert(
        {base::Id::make(kNow, entropy), account, model::UsageKind::upload, kNow, "", 1, 1});
  });
}

long events_of(store::Database& database, const base::Id& account) {
  return database.read([&](store::Session& session) {
    return store::Usage(session).stats(account, kNow).of(model::UsageKind::upload).all.events;
  });
}

/// Whether serving is refused, by the list as a whole or by one of them.
bool is_refused(UsageDatabases databases) {
  return refuses(ErrorCode::invalid_argument, [&] {
    databases.check_list();
    for (int number = 0; databases.are_apart() && number < databases.count(); ++number) {
      databases.check(number);
    }
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(usage_databases)

BOOST_AUTO_TEST_CASE(the_hash_of_an_account_is_the_same_in_every_version_of_the_program) {
  BOOST_TEST(model::usage_slot(*base::Id::parse("01234567-89ab-7cde-8f01-23456789abcd")) == 3247);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(without_a_list_all_is_in_the_main_one, On, Backends) {
  Store<On> store;
  UsageDatabases databases(store.database());
  BOOST_TEST(&databases.of(store.id()) == &store.database());
  BOOST_TEST(!databases.are_apart());
  databases.check_list();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(each_account_has_one_that_has_all_of_it, On, Backends) {
  Several<On> store(3);
  auto databases = store.of(store.list({0, 1, 2}));
  for (int i = 0; i < 30; ++i) {
    const auto account = store.id();
    for (int use = 0; use < 2; ++use) track(databases.of(account), account, store.entropy);
    const auto home = static_cast<std::size_t>(model::usage_slot(account) % 3);
    for (std::size_t number = 0; number < 3; ++number) {
      BOOST_TEST(events_of(store.others[number].database(), account) == (number == home ? 2 : 0));
    }
    BOOST_TEST(events_of(store.database(), account) == 0);
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(their_number_and_order_cannot_change_unnoticed, On, Backends) {
  Several<On> store(3);
  BOOST_TEST(!is_refused(store.of(store.list({0, 1}))));
  store.claimed({0, 1});
  BOOST_TEST(!is_refused(store.of(store.list({0, 1}))));
  for (const auto& other : std::vector<std::vector<int>>{
           {}, {0}, {1}, {1, 0}, {0, 2}, {2, 1}, {0, 1, 2}, {0, 0}, {2, 0, 1}}) {
    BOOST_TEST(is_refused(store.of(store.list(other))));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_counted_in_the_main_one_is_not_left_behind, On, Backends) {
  Several<On> store(1);
  const auto account = store.active("alice").id;
  track(store.database(), account, store.entropy);
  BOOST_TEST(is_refused(store.of(store.list({0}))));
  auto settings = store.list({0});
  settings.insert(settings.begin(), store.settings());  // it goes on beside another
  BOOST_TEST(!is_refused(store.of(settings)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_main_one_may_be_one_of_them, On, Backends) {
  Several<On> store(1);
  auto settings = store.list({0});
  settings.push_back(store.settings());
  auto databases = store.of(settings);
  for (int number = 0; number < 2; ++number) databases.claim(number);
  BOOST_TEST(!is_refused(store.of(settings)));
  std::swap(settings[0], settings[1]);
  BOOST_TEST(is_refused(store.of(settings)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_that_was_away_at_the_start_is_claimed_when_it_is_used, On,
                              Backends) {
  Several<On> store(2);
  store.of(store.list({0, 1})).claim(0);
  auto databases = store.of(store.list({0, 1}));
  databases.at(1);
  BOOST_TEST(is_refused(store.of(store.list({1, 0}))));
  BOOST_TEST(!is_refused(store.of(store.list({0, 1}))));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_that_is_not_the_right_one_is_not_used, On, Backends) {
  Several<On> store(2);
  store.claimed({0, 1});
  auto swapped = store.of(store.list({1, 0}));
  BOOST_TEST(refuses(ErrorCode::unavailable, [&] { swapped.of(store.id()); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_was_killed_while_claiming_goes_on, On, Backends) {
  Several<On> store(1);
  store.claimed({0});
  store.template in<store::UsagePlaces>([](auto& places) { places.remove_all(); });
  BOOST_TEST(!is_refused(store.claimed({0})));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_many_that_claim_at_once_all_see_the_same, On, Backends) {
  Several<On> store(2);
  const auto settings = store.list({0, 1});
  for (auto& other : store.others) other.connection.reset();
  const int failed = store.in_processes(6, [&](store::Database& database, int number) {
    FakeEntropy entropy(static_cast<std::uint64_t>(number + 40));
    UsageDatabases databases(database, settings, entropy, store.generations);
    for (int each = 0; each < 2; ++each) databases.at(each);
    return 0;
  });
  BOOST_TEST(failed == 0);
  BOOST_TEST(!is_refused(store.of(settings)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(whoever_has_moved_what_was_counted_says_so, On, Backends) {
  Several<On> store(3);
  store.claimed({0, 1});
  store.of(store.list({2, 1, 0})).give();
  BOOST_TEST(!is_refused(store.of(store.list({2, 1, 0}))));
  BOOST_TEST(is_refused(store.of(store.list({0, 1}))));
  store.of({}).give();
  BOOST_TEST(!is_refused(store.of({})));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_that_is_away_keeps_nobody_from_the_others, On, Backends) {
  Several<On> store(1);
  auto settings = store.list({0});
  settings.push_back({"sqlite:/proc/nothing/usage.db", 1s});
  auto databases = store.of(settings);
  databases.at(0);
  BOOST_CHECK_THROW(databases.at(1), base::Error);
  BOOST_CHECK_THROW(databases.ping(), base::Error);
  databases.at(0).ping();
}

BOOST_AUTO_TEST_SUITE_END()
