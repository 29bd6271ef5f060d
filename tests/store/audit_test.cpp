#include "store/audit.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"

using store::Audit;

namespace {

model::AuditEntry entry_of(const base::Id& account, const std::string& event,
                           base::Time at = kNow) {
  return {.account = account, .event = event, .client_address = "2001:db8::1:2", .at = at};
}

template <typename S>
void append(S& store, const model::AuditEntry& entry) {
  store.template in<Audit>([&](auto& audit) { audit.append(entry); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(an_entry_comes_back_as_it_was, On, Backends) {
  Store<On> store;
  const auto account = store.id();  // that it is nobody's is no matter: entries outlive accounts
  auto entry = entry_of(account, "ssh-key:added");
  entry.details = "laptop \u2713";
  append(store, entry);
  append(store, entry_of(account, "account:registered", kNow - 1ms));
  const auto entries =
      store.template in<Audit>([&](auto& audit) { return audit.of_account(account, -1, 9); });
  BOOST_REQUIRE(entries.size() == 2U);
  BOOST_TEST(entries[0].event == "account:registered");
  BOOST_TEST(!entries[0].details);
  BOOST_TEST(entries[1].event == "ssh-key:added");
  BOOST_TEST(entries[1].details.value() == "laptop \u2713");
  BOOST_TEST(entries[1].client_address == "2001:db8::1:2");
  BOOST_TEST((entries[1].account == account));
  BOOST_TEST((entries[1].at == kNow));
  BOOST_TEST((entries[0].id > entries[1].id && entries[1].id > 0));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_page_of_an_account_begins_where_it_is_told, On, Backends) {
  Store<On> store;
  const auto alice = store.id();
  const auto bob = store.id();
  for (const auto* event : {"one", "two", "three"}) {
    append(store, entry_of(alice, event));
    append(store, entry_of(bob, "other"));
  }
  store.template in<Audit>([&](auto& audit) {
    const auto newest = audit.of_account(alice, -1, 2);
    BOOST_REQUIRE(newest.size() == 2U);
    BOOST_TEST(newest[0].event == "three");
    const auto next = audit.of_account(alice, newest[1].id, 2);
    BOOST_REQUIRE(next.size() == 2U);
    BOOST_TEST(next[0].event == "two");
    BOOST_TEST(next[1].event == "one");
    BOOST_TEST(audit.of_account(alice, 0, 2).empty());
    BOOST_TEST(audit.count(alice) == 3);
    BOOST_TEST(audit.count(store.id()) == 0);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(purging_takes_old_entries_in_portions_and_no_id_comes_back, On,
                              Backends) {
  Store<On> store;
  const auto alice = store.id();
  for (int i = 0; i < 3; ++i) append(store, entry_of(alice, "old", kNow - 1ms));
  append(store, entry_of(alice, "young"));
  store.template in<Audit>([&](auto& audit) {
    const auto newest = audit.of_account(alice, -1, 1)[0].id;
    BOOST_TEST(audit.purge_older(kNow, 2) == 2);
    BOOST_TEST(audit.purge_older(kNow, 2) == 1);
    BOOST_TEST(audit.purge_older(kNow, 2) == 0);
    BOOST_TEST(audit.count(alice) == 1);
    BOOST_TEST(audit.purge_older(kNow + 1ms, 2) == 1);
    audit.append(entry_of(alice, "next"));
    BOOST_TEST(audit.of_account(alice, -1, 1)[0].id > newest);
  });
}

BOOST_AUTO_TEST_SUITE_END()
