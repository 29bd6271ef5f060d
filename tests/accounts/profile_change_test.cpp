#include "accounts/identity/profile_change.h"

#include <boost/test/unit_test.hpp>

#include "accounts/audit_log.h"
#include "model/person.h"
#include "store/pgp_keys.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;

namespace {

struct Profiles : TestWorld {
  Profiles() {
    make_active("anna");
    make_active("bert");
    anna = id_of("anna");
  }

  model::Person change(const accounts::ProfileChange::Wish& wish) {
    return profile.change(anna, wish, from("192.0.2.1"));
  }

  // "field: rule" of each fault, with what the rule names.
  std::string faults_of(const accounts::ProfileChange::Wish& wish) {
    try {
      change(wish);
    } catch (const accounts::Invalid& invalid) {
      std::string text;
      for (const auto& fault : invalid.faults()) {
        text += fault.subject() + ": " + fault.rule() + " " + fault.value() + "\n";
      }
      return text;
    }
    return "none";
  }

  long long add_pgp_key(const base::Id& owner, std::optional<base::Time> expires_at = {}) {
    return database.transaction([&](store::Session& session) {
      return store::PgpKeys(session).insert({.account = owner,
                                             .key = "key",
                                             .fingerprint = std::string(40, 'A'),
                                             .email = "",
                                             .authorized_at = clock.now(),
                                             .expires_at = expires_at});
    });
  }

  accounts::ProfileChange profile{context, addresses};
  accounts::AuditLog log{context};
  base::Id anna;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(profile_change, Profiles)

BOOST_AUTO_TEST_CASE(what_only_a_terminal_reads_is_in_no_profile) {
  BOOST_TEST(faults_of({.texts = {{"location", "Z\r\nurich"}}}) ==
             "location: profile.control_characters \n");
  BOOST_TEST(faults_of({.texts = {{"bio", std::string("a\0b", 3)}}}) ==
             "bio: profile.control_characters \n");
  BOOST_TEST(faults_of({.texts = {{"bio", "two\n\tlines\r\n"}}}) == "none");
}

BOOST_AUTO_TEST_CASE(what_is_absent_stays_and_what_is_empty_is_cleared) {
  accounts::ProfileChange::Wish wish;
  wish.texts["url"] = "https://anna.example/?a#b";
  wish.texts["location"] = "Z\u00fcrich";
  wish.texts["bio"] = "x";
  change(wish);
  wish = {};
  wish.texts["location"] = std::optional<std::string>();
  wish.texts["bio"] = "";
  const auto changed = change(wish).profile;
  BOOST_TEST(changed.url.value() == "https://anna.example/?a#b");
  BOOST_TEST(!changed.location);
  BOOST_TEST(!changed.bio);
}

BOOST_AUTO_TEST_CASE(every_fault_is_told_and_nothing_is_changed) {
  accounts::ProfileChange::Wish wish;
  wish.texts["url"] = "gopher://" + std::string(256, 'x');
  wish.texts["location"] = std::string(257, 'x');
  wish.texts["bio"] = std::string(4097, 'x');
  wish.email = "BERT@example.org";
  wish.preferred_pgp_key = 7;
  wish.faults = {accounts::fault("field.null", "other")};
  BOOST_TEST(faults_of(wish) ==
             "other: field.null \n"
             "url: profile.too_long 256\n"
             "url: profile.no_web_address \n"
             "location: profile.too_long 256\n"
             "bio: profile.too_long 4096\n"
             "email: address.taken \n"
             "preferred_pgp_key: profile.unknown_pgp_key \n");
  wish = {};
  wish.texts["bio"] = "new";
  wish.email = "anna";
  BOOST_TEST(faults_of(wish) == "email: address.malformed \n");
  wish.email = std::string(257, 'x');
  BOOST_TEST(faults_of(wish) == "email: profile.email_too_long 256\n");
  BOOST_TEST(!change({}).profile.bio);
}

BOOST_AUTO_TEST_CASE(limits_are_inclusive_and_count_characters) {
  accounts::ProfileChange::Wish wish;
  std::string umlauts;
  for (int i = 0; i < 256; ++i) umlauts += "\u00fc";
  wish.texts["location"] = umlauts;
  wish.texts["url"] = "http://" + std::string(249, 'x');
  BOOST_TEST(change(wish).profile.location.value() == umlauts);
}

BOOST_AUTO_TEST_CASE(only_addresses_of_the_web_are_taken) {
  for (const auto* url :
       {"javascript:alert(1)", "https://", "http:///x", "//x", "ftp://x", "https://a b",
        "https://user@host", "https://x\"onclick=", "http://:80"}) {
    accounts::ProfileChange::Wish wish;
    wish.texts["url"] = url;
    BOOST_TEST(faults_of(wish) == "url: profile.no_web_address \n", url);
  }
}

BOOST_AUTO_TEST_CASE(an_account_asks_for_thirty_addresses_that_others_have_and_no_more) {
  accounts::ProfileChange::Wish wish;
  wish.email = "bert@example.org";
  for (int i = 0; i < 30; ++i) faults_of(wish);
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { faults_of(wish); }));
  gate.admit("192.0.2.1");  // nothing to others there
}

BOOST_AUTO_TEST_CASE(an_own_key_may_be_preferred_and_not_be_any_more) {
  const auto own = add_pgp_key(anna);
  const auto others = add_pgp_key(id_of("bert"));
  accounts::ProfileChange::Wish wish;
  wish.preferred_pgp_key = own;
  BOOST_TEST(change(wish).account.pgp_key.value() == own);
  wish.preferred_pgp_key = others;
  BOOST_TEST(faults_of(wish) == "preferred_pgp_key: profile.unknown_pgp_key \n");
  wish.preferred_pgp_key = std::optional<long long>();
  BOOST_TEST(!change(wish).account.pgp_key);
  const auto entries = log.list(anna, -1, 9);
  BOOST_TEST(entries.at(0).event == "account:profile-updated");
  BOOST_TEST(entries.at(1).event == "account:pgp-key-preferred");
  BOOST_TEST(entries.at(1).details.value() == "Set default PGP key to None");
  BOOST_TEST(entries.at(3).details.value() == "Set default PGP key to " + std::string(40, 'A'));
  BOOST_TEST(log.list(anna, entries.at(1).id, 1).at(0).id == entries.at(1).id);
  BOOST_TEST(log.count(anna) == static_cast<long long>(entries.size()));
}

BOOST_AUTO_TEST_CASE(who_wishes_for_nothing_leaves_no_trace_in_the_audit_log) {
  const auto before = log.count(anna);
  change({});
  BOOST_TEST(log.count(anna) == before);
}

BOOST_AUTO_TEST_CASE(an_expired_key_cannot_be_preferred) {
  accounts::ProfileChange::Wish wish;
  wish.preferred_pgp_key = add_pgp_key(anna, clock.now() + std::chrono::days(1));
  clock.advance(std::chrono::days(2));
  BOOST_TEST(faults_of(wish) == "preferred_pgp_key: profile.expired_pgp_key 2023-11-15\n");
}

BOOST_AUTO_TEST_SUITE_END()
