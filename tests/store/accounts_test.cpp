#include "store/accounts.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "store/challenges.h"
#include "store/duplicate.h"
#include "store/throttle.h"
#include "store/tokens.h"

using model::AccountState;
using store::Accounts;

namespace {

template <typename Work>
std::string duplicate_index(Work work) {
  try {
    work();
    return "none";
  } catch (const store::Duplicate& duplicate) {
    return duplicate.index();
  }
}

bool names(const std::string& index, const char* column) {
  return index.find(column) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(accounts_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(every_field_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto stored = store.pending("Alice");
  const auto found =
      store.template in<Accounts>([&](auto& accounts) { return accounts.by_id(stored.id, kNow); });
  BOOST_REQUIRE(found);
  BOOST_TEST(found->id.text() == stored.id.text());
  BOOST_TEST(found->username == "Alice");
  BOOST_TEST(found->email.value() == "Alice@example.test");
  BOOST_TEST(found->password_hash.value() == "hash");
  BOOST_TEST((found->state == AccountState::pending));
  BOOST_TEST((found->created_at == kNow));
  BOOST_TEST((found->expires_at == kNow + 10min));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_absent_stays_absent, On, Backends) {
  Store<On> store;
  auto account = store.account("bare", AccountState::active);
  account.email = account.email_key = account.password_hash = std::nullopt;
  store.insert(account);
  const auto found = store.template in<Accounts>(
      [&](auto& accounts) { return accounts.by_username("bare", kNow); });
  BOOST_REQUIRE(found);
  BOOST_TEST(!found->email);
  BOOST_TEST(!found->email_key);
  BOOST_TEST(!found->password_hash);
  BOOST_TEST(!found->expires_at);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(many_accounts_may_have_no_address, On, Backends) {
  Store<On> store;
  for (const auto* name : {"one", "two"}) {
    auto account = store.account(name, AccountState::active);
    account.email = account.email_key = std::nullopt;
    BOOST_CHECK_NO_THROW(store.insert(account));
  }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_duplicate_names_the_index, On, Backends) {
  Store<On> store;
  store.active("alice");
  auto same_name = store.account("alice", AccountState::active);
  same_name.email_key = "other@example.test";
  auto same_address = store.account("other", AccountState::active);
  same_address.email_key = "alice@example.test";
  BOOST_TEST(names(duplicate_index([&] { store.insert(same_name); }), "username_key"));
  BOOST_TEST(names(duplicate_index([&] { store.insert(same_address); }), "email_key"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(keys_that_differ_in_case_or_accent_are_different, On, Backends) {
  Store<On> store;
  for (const auto* name : {"strasse", "STRASSE", "stra\u00dfe", "str\u00e4sse"}) {
    BOOST_TEST(duplicate_index([&] { store.active(name); }) == "none");
  }
  BOOST_TEST(!store.template in<Accounts>(
      [&](auto& accounts) { return accounts.by_username("Strasse", kNow); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_duplicate_can_be_caught_inside_the_transaction, On, Backends) {
  Store<On> store;
  const auto first = store.active("alice");
  const auto second = store.account("bob", AccountState::active);
  store.template in<Accounts>([&](auto& accounts) {
    BOOST_CHECK_THROW(accounts.insert(first), store::Duplicate);
    accounts.insert(second);
  });
  BOOST_TEST(store.template in<Accounts>(
      [&](auto& accounts) { return accounts.by_id(second.id, kNow).has_value(); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_pending_account_lives_until_it_expires, On, Backends) {
  Store<On> store;
  const auto account = store.pending("alice");
  const auto seen = [&](base::Time now) {
    return store.template in<Accounts>([&](auto& accounts) {
      return int{accounts.by_id(account.id, now).has_value()} +
             int{accounts.by_username("alice", now).has_value()} +
             int{accounts.by_email("alice@example.test", now).has_value()};
    });
  };
  BOOST_TEST(seen(kNow + 10min - 1ms) == 3);
  BOOST_TEST(seen(kNow + 10min) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_activated_account_never_expires, On, Backends) {
  Store<On> store;
  const auto account = store.pending("alice");
  BOOST_TEST(store.template in<Accounts>(
      [&](auto& accounts) { return accounts.activate(account.id, kNow + 10min - 1ms); }));
  const auto found = store.template in<Accounts>(
      [&](auto& accounts) { return accounts.by_id(account.id, kNow + std::chrono::years{9}); });
  BOOST_REQUIRE(found);
  BOOST_TEST((found->state == AccountState::active));
  BOOST_TEST(!found->expires_at);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(only_a_living_pending_account_can_be_activated, On, Backends) {
  Store<On> store;
  const auto activated = [&](const base::Id& id, base::Time now) {
    return store.template in<Accounts>([&](auto& accounts) { return accounts.activate(id, now); });
  };
  BOOST_TEST(!activated(store.pending("late").id, kNow + 10min));
  BOOST_TEST(!activated(store.active("active").id, kNow));
  BOOST_TEST(!activated(store.id(), kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_expired_registration_frees_its_name_and_address, On, Backends) {
  Store<On> store;
  store.pending("alice");
  const auto again = [&](base::Time now) {
    auto account = store.account("alice", AccountState::pending);
    return duplicate_index([&] {
      store.template in<Accounts>([&](auto& accounts) {
        accounts.drop_expired("alice", "alice@example.test", now);
        accounts.insert(account);
      });
    });
  };
  BOOST_TEST(again(kNow + 10min - 1ms) != "none");
  BOOST_TEST(again(kNow + 10min) == "none");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(dropping_expired_ones_spares_all_others, On, Backends) {
  Store<On> store;
  store.active("alice");
  store.pending("bob");
  const auto later = kNow + std::chrono::years{1};
  store.template in<Accounts>([&](auto& accounts) {
    accounts.drop_expired("alice", "alice@example.test", later);
    accounts.drop_expired("carol", "carol@example.test", later);
  });
  BOOST_TEST(store.template in<Accounts>([&](auto& accounts) {
    return accounts.by_username("alice", kNow) && accounts.by_username("bob", kNow);
  }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_expired_registrations_in_portions, On, Backends) {
  Store<On> store;
  for (const auto* name : {"one", "two", "three"}) store.pending(name);
  store.active("alice");
  const auto purged = [&](base::Time now) {
    return store.template in<Accounts>(
        [&](auto& accounts) { return accounts.purge_expired(now, 2); });
  };
  BOOST_TEST(purged(kNow + 10min - 1ms) == 0);
  BOOST_TEST(purged(kNow + 10min) == 2);
  BOOST_TEST(purged(kNow + 10min) == 1);
  BOOST_TEST(purged(kNow + 10min) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_password_is_changed_and_taken_away, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto set = [&](const base::Id& id, const std::optional<std::string>& password) {
    return store.template in<Accounts>(
        [&](auto& accounts) { return accounts.set_password_hash(id, password); });
  };
  const auto password = [&] {
    return store.template in<Accounts>(
        [&](auto& accounts) { return accounts.by_id(alice, kNow)->password_hash; });
  };
  BOOST_TEST(set(alice, "other"));
  BOOST_TEST(password().value_or("") == "other");
  BOOST_TEST(set(alice, std::nullopt));
  BOOST_TEST(!password());
  BOOST_TEST(!set(store.id(), "other"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_address_is_changed_to_one_that_nobody_has, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  store.active("bob");
  const auto set = [&](const base::Id& id, const std::string& email, const std::string& key) {
    return store.template in<Accounts>(
        [&](auto& accounts) { return accounts.set_email(id, email, key, kNow); });
  };
  BOOST_TEST(set(alice, "Al@new.test", "al@new.test"));
  const auto found = store.template in<Accounts>(
      [&](auto& accounts) { return accounts.by_email("al@new.test", kNow); });
  BOOST_REQUIRE(found);
  BOOST_TEST((found->id == alice));
  BOOST_TEST(found->email.value() == "Al@new.test");
  BOOST_TEST((found->email_verified_at == kNow));
  const auto refused = duplicate_index([&] { set(alice, "bob@example.test", "bob@example.test"); });
  BOOST_TEST(names(refused, "email_key"), refused);
  BOOST_TEST(!set(store.id(), "c@new.test", "c@new.test"));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_account_without_an_address_has_no_proved_one, On, Backends) {
  Store<On> store;
  const auto alice = store.active("alice").id;
  const auto change = [&](auto changes) { return store.template in<Accounts>(changes); };
  change([&](auto& accounts) { return accounts.set_email(alice, "a@b.test", "a@b.test", kNow); });
  BOOST_TEST(change([&](auto& accounts) { return accounts.clear_email(alice); }));
  const auto found = change([&](auto& accounts) { return accounts.by_id(alice, kNow); });
  BOOST_TEST((!found->email && !found->email_key && !found->email_verified_at));
  BOOST_TEST(!change([&](auto& accounts) { return accounts.clear_email(store.id()); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(whoever_is_activated_has_proved_their_address, On, Backends) {
  Store<On> store;
  const auto alice = store.pending("alice").id;
  const auto found = store.template in<Accounts>([&](auto& accounts) {
    BOOST_TEST(!model::has_verified_address(*accounts.by_id(alice, kNow)));
    accounts.activate(alice, kNow);
    return accounts.by_id(alice, kNow);
  });
  BOOST_TEST((found->email_verified_at == kNow));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_name_of_no_characters_is_one_like_any_other, On, Backends) {
  Store<On> store;
  auto nameless = store.account("nameless", AccountState::active);
  nameless.username = nameless.username_key = "";
  store.insert(nameless);
  const auto found =
      store.template in<Accounts>([&](auto& accounts) { return accounts.by_username("", kNow); });
  BOOST_REQUIRE(found);
  BOOST_TEST((found->id == nameless.id));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(removing_an_account_takes_what_belongs_to_it, On, Backends) {
  Store<On> store;
  const auto account = store.active("alice");
  const model::Token token{store.id(), account.id, kNow, kNow + 1h};
  const model::Challenge challenge{store.id(), account.id, "register", "a@b.test", kNow + 1h};
  store.database().transaction([&](store::Session& session) {
    store::Tokens(session).insert(token);
    store::Challenges(session).insert(challenge);
    store::Throttle(session).remember_network(account.id, "192.0.2.0/24", kNow);
  });
  BOOST_TEST(store.template in<Accounts>(
      [&](auto& accounts) { return accounts.remove(account.id, kNow); }));
  store.database().transaction([&](store::Session& session) {
    BOOST_TEST(store::Tokens(session).of_account(account.id, kNow).empty());
    BOOST_TEST(!store::Challenges(session).find(challenge.id, kNow));
    BOOST_TEST(!store::Throttle(session).knows_network(account.id, "192.0.2.0/24"));
    BOOST_TEST(!Accounts(session).by_id(account.id, kNow));
  });
  BOOST_TEST(!store.template in<Accounts>(
      [&](auto& accounts) { return accounts.remove(account.id, kNow); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(of_many_who_register_a_name_at_once_one_gets_it, On, Backends) {
  Store<On> store;
  const int winners = store.in_processes(8, [&](store::Database& database, int number) {
    FakeEntropy own(static_cast<std::uint64_t>(number + 500));
    auto account = store.account("alice", AccountState::pending);
    account.id = base::Id::make(kNow, own);
    return duplicate_index([&] {
             database.transaction([&](store::Session& session) {
               Accounts(session).drop_expired("alice", "alice@example.test", kNow);
               Accounts(session).insert(account);
             });
           }) == "none"
               ? 1
               : 0;
  });
  BOOST_TEST(winners == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_account_keeps_from_when_on_its_tokens_are_good, On, Backends) {
  Store<On> store;
  const auto account = store.pending("alice");
  const auto from = [&] {
    return store.template in<Accounts>(
        [&](auto& accounts) { return accounts.by_email(*account.email_key, kNow)->tokens_from; });
  };
  const auto end = [&](const base::Id& id) {
    return store.template in<Accounts>(
        [&](auto& accounts) { return accounts.set_tokens_from(id, kNow + 2min); });
  };
  BOOST_TEST(!from());
  BOOST_TEST(!end(store.id()));
  BOOST_TEST(end(account.id));
  BOOST_TEST((from() == kNow + 2min));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_account_begins_in_the_first_tier_and_can_be_moved, On, Backends) {
  Store<On> store;
  const auto account = store.active("alice");
  const auto tier = [&] {
    return store.template in<Accounts>(
        [&](auto& accounts) { return accounts.by_id(account.id, kNow)->tier; });
  };
  const auto move = [&](const base::Id& id) {
    return store.template in<Accounts>([&](auto& accounts) { return accounts.set_tier(id, 3); });
  };
  BOOST_TEST(tier() == 1);
  BOOST_TEST(move(account.id));
  BOOST_TEST(tier() == 3);
  BOOST_TEST(!move(store.id()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(accounts_are_listed_page_by_page_in_the_order_of_their_ids, On,
                              Backends) {
  Store<On> store;
  std::vector<base::Id> made;
  for (const auto* name : {"one", "two", "three"}) made.push_back(store.active(name).id);
  std::sort(made.begin(), made.end());
  store.template in<Accounts>([&](auto& accounts) {
    const auto first = accounts.list(base::Id(), 2);
    BOOST_REQUIRE_EQUAL(first.size(), 2U);
    const auto rest = accounts.list(first.back().id, 2);
    BOOST_REQUIRE_EQUAL(rest.size(), 1U);
    BOOST_TEST((std::vector{first[0].id, first[1].id, rest[0].id} == made));
  });
}

BOOST_AUTO_TEST_SUITE_END()
