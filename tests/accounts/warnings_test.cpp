#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "accounts/identity/profile_change.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/proof/owner_check.h"
#include "model/person.h"
#include "store/accounts.h"
#include "store/pgp_keys.h"
#include "store/throttle.h"
#include "support/records.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

using Names = std::vector<std::string>;

/// "ada", into whose account somebody has got with a token.
struct Intruded : AdasWorld {
  Intruded() {
    clock.advance(1s);
    seen = mails().size();
  }

  /// The templates of the mails since the last call, oldest first; "+" for one that is never
  /// encrypted though its kind may be.
  Names told() {
    clock.advance(1ms);
    const auto all = mails();
    Names names;
    for (auto i = seen; i < all.size(); ++i) {
      names.push_back(all[i].template_name + (all[i].in_plain ? "+" : ""));
    }
    std::sort(names.begin(), names.end());
    seen = all.size();
    return names;
  }

  model::Mail newest(const std::string& name, const std::string& recipient = "") {
    model::Mail found;
    for (const auto& mail : mails()) {
      const bool theirs = recipient.empty() || mail.recipient == recipient;
      if (theirs && mail.template_name == name) found = mail;
    }
    return found;
  }

  std::string link_of(const std::string& name) {
    return opaque.mint(crypto::TokenKind::challenge, newest(name).challenge);
  }

  void prefer(std::optional<long long> key) {
    profile.change(ada, {.preferred_pgp_key = std::optional(key)}, evil);
    clock.advance(1ms);
  }

  /// As ada does it herself, at her browser.
  void vouch(long long key, const std::string& password = "secret") {
    const auto session = signed_in(context, ada);
    keys.prefer(owner_check.by_password(session, password, from("192.0.2.1")), key,
                from("192.0.2.1"));
  }

  long long add_key(char digit = 'A') {
    return database.transaction([&](store::Session& session) {
      return store::PgpKeys(session).insert({.account = ada,
                                             .key = "key",
                                             .fingerprint = std::string(40, digit),
                                             .email = "",
                                             .authorized_at = clock.now()});
    });
  }

  model::Account account() {
    return database
        .read([&](store::Session& session) {
          return store::Accounts(session).by_id(ada, clock.now());
        })
        .value();
  }

  /// As who has the token, and has stolen the password as well, does it; the mail server of theirs
  /// is at example.net.
  void move_address(const std::string& email, const std::string& password = "secret") {
    addresses.ask(proof_of(context, ada), email, evil);
    clock.advance(1ms);
    addresses.confirm(link_of("confirm-address"), password, evil);
    clock.advance(1ms);
  }

  const accounts::Origin evil{"203.0.113.9", "de",
                              "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0"};
  accounts::ProfileChange profile{context, addresses};
  crypto::HashSlots key_slots{directory + "/key-slots", 1, 1ms};
  accounts::PgpKeys keys{context, {}, key_slots};
  std::size_t seen = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(warnings, Intruded)

BOOST_AUTO_TEST_CASE(preferring_a_key_is_told_in_plain_in_the_language_of_the_owner) {
  prefer(add_key());
  BOOST_TEST(told() == Names{"pgp-key-preferred"}, boost::test_tools::per_element());
  const auto mail = newest("pgp-key-preferred");
  BOOST_TEST(mail.recipient == "ada@example.org");
  BOOST_TEST(mail.language == "en");
  BOOST_TEST(mail.detail == std::string(40, 'A'));
  BOOST_TEST(mail.address == "203.0.113.9");
  BOOST_TEST(mail.browser == "Firefox");
  BOOST_TEST(mail.system == "Linux");
}

BOOST_AUTO_TEST_CASE(
    the_way_back_is_in_plain_too_until_the_owner_vouches_for_the_key_with_the_password) {
  prefer(add_key());
  told();
  recovery.ask("ada@example.org", from("192.0.2.1"));
  BOOST_TEST(told() == (Names{"reset-password", "reset-password+"}),
             boost::test_tools::per_element());
  vouch(*account().pgp_key);
  told();
  recovery.ask("ada@example.org", from("192.0.2.1"));
  BOOST_TEST(told() == Names{"reset-password"}, boost::test_tools::per_element());
  prefer(std::nullopt);
  prefer(add_key('B'));
  told();
  recovery.ask("ada@example.org", from("192.0.2.1"));
  BOOST_TEST(told() == (Names{"reset-password", "reset-password+"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(warnings_are_in_plain_too_while_nobody_vouches_for_the_key) {
  prefer(add_key());
  told();
  addresses.ask(proof_of(context, ada), "eve@example.net", evil);
  BOOST_TEST(told() == (Names{"address-changing", "address-changing+", "confirm-address"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_sign_in_vouches_for_a_key_that_its_owner_has_not_seen) {
  prefer(add_key());
  token_of("ada");
  browser_of("ada");
  BOOST_TEST(keys.is_unproved(ada));
}

BOOST_AUTO_TEST_CASE(an_owner_vouches_for_the_key_that_they_name_and_for_no_other) {
  const auto first = add_key();
  const auto second = add_key('B');
  prefer(first);
  vouch(first);
  BOOST_TEST(!keys.is_unproved(ada));
  BOOST_TEST(audited("account:pgp-key-confirmed") == 1);
  prefer(second);  // in the same moment, too
  BOOST_TEST(keys.is_unproved(ada));
  prefer(first);
  BOOST_TEST(keys.is_unproved(ada));
  vouch(second);  // prefers it besides
  BOOST_TEST((account().pgp_key == second));
  BOOST_TEST(!keys.is_unproved(ada));
  prefer(std::nullopt);
  BOOST_TEST(!keys.is_unproved(ada));
}

BOOST_AUTO_TEST_CASE(a_session_alone_prefers_a_key_but_vouches_for_none) {
  const auto key = add_key();
  keys.prefer(proof_of(context, ada), key, evil);
  BOOST_TEST((account().pgp_key == key));
  BOOST_TEST(keys.is_unproved(ada));
}

BOOST_AUTO_TEST_CASE(what_is_on_its_way_is_not_encrypted_to_a_key_that_is_preferred_later) {
  const auto written_at = clock.now();
  const auto was_preferred = [&](base::Time then) {
    return database.read([&](store::Session& session) {
      return store::Accounts(session).preferred_key_before(ada, then);
    });
  };
  clock.advance(1ms);
  prefer(add_key());
  BOOST_TEST(!was_preferred(written_at));
  BOOST_TEST(was_preferred(clock.now()));
}

BOOST_AUTO_TEST_CASE(a_reset_stops_a_key_that_nobody_has_vouched_for_and_keeps_another) {
  const auto reset = [&] {
    recovery.ask("ada@example.org", from("192.0.2.1"));
    recovery.set(link_of("reset-password"), "new secret", from("192.0.2.1"));
    clock.advance(1ms);
  };
  prefer(add_key());
  reset();
  BOOST_TEST(!account().pgp_key);
  const auto kept = add_key('B');
  vouch(kept, "new secret");
  clock.advance(1ms);
  reset();
  BOOST_TEST((account().pgp_key == kept));
}

BOOST_AUTO_TEST_CASE(the_owner_stops_the_use_of_a_key) {
  prefer(add_key());
  keys.prefer_none(ada, from("192.0.2.1"));
  BOOST_TEST(!account().pgp_key);
  BOOST_TEST(audited("account:pgp-key-preferred") == 2);
  keys.prefer_none(ada, from("192.0.2.1"));
  BOOST_TEST(audited("account:pgp-key-preferred") == 2);
}

BOOST_AUTO_TEST_CASE(the_warning_about_a_key_takes_the_account_back_though_the_password_was_known) {
  prefer(add_key());
  const auto link = link_of("pgp-key-preferred");
  const auto theirs = browser_of("ada", "secret", "203.0.113.9");
  keys.prefer(owner_check.by_password(sessions.authenticate(theirs).value(), "secret", evil),
              *account().pgp_key, evil);
  recovery.change(sessions.authenticate(theirs).value(), "secret", "stolen secret",
                  accounts::Recovery::Reach::sessions, evil);
  BOOST_TEST(recovery.username_of(link).value_or("") == "ada");
  recovery.set(link, "mine again", from("192.0.2.1"));
  BOOST_TEST(!account().pgp_key);
  BOOST_TEST(!lives(theirs));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { browser_of("ada", "stolen secret"); }));
  browser_of("ada", "mine again");
  BOOST_TEST(
      refuses(ErrorCode::not_found, [&] { recovery.set(link, "once more", from("192.0.2.1")); }));
}

BOOST_AUTO_TEST_CASE(the_warning_to_the_old_address_gives_the_account_that_address_again) {
  move_address("eve@example.net");
  BOOST_TEST(!newest("address-changed").challenge.is_nil());
  const auto link = link_of("address-changed");
  BOOST_TEST(newest("address-changed").recipient == "ada@example.org");
  move_address("mallory@example.net");
  recovery.ask("mallory@example.net", evil);
  recovery.set(link_of("reset-password"), "stolen secret", evil);
  clock.advance(1ms);
  recovery.set(link, "mine again", from("192.0.2.1"));
  BOOST_TEST(account().email.value_or("") == "ada@example.org");
  BOOST_TEST(newest("address-changed").recipient == "mallory@example.net");
  BOOST_TEST(newest("address-changed").challenge.is_nil());
  BOOST_TEST(newest("password-changed").recipient == "ada@example.org");
  browser_of("ada", "mine again");
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { browser_of("ada", "stolen secret"); }));
}

BOOST_AUTO_TEST_CASE(an_address_that_the_account_was_moved_to_gets_no_way_back_before_the_old_one) {
  move_address("eve@example.net");
  prefer(add_key());
  BOOST_TEST(newest("pgp-key-preferred").recipient == "eve@example.net");
  BOOST_TEST(newest("pgp-key-preferred").challenge.is_nil());
  move_address("ada@example.com");
  BOOST_TEST(newest("address-changed").recipient == "eve@example.net");
  BOOST_TEST(newest("address-changed").challenge.is_nil());
  clock.advance(std::chrono::days(7));
  move_address("ada@example.edu");
  BOOST_TEST(newest("address-changed").recipient == "ada@example.com");
  BOOST_TEST(!newest("address-changed").challenge.is_nil());
}

BOOST_AUTO_TEST_CASE(however_often_an_intruder_moves_the_account_its_owner_takes_it_back) {
  base::Id last;
  for (int i = 0; i < 10; ++i) {
    const auto number = std::to_string(i);
    const auto password = i == 0 ? "secret" : "mine again " + std::to_string(i - 1);
    move_address("eve" + number + "@example.net", password);
    const auto warning = newest("address-changed", "ada@example.org");
    BOOST_REQUIRE((!warning.challenge.is_nil() && warning.challenge != last));
    last = warning.challenge;
    const auto link = opaque.mint(crypto::TokenKind::challenge, last);
    recovery.set(link, "mine again " + number, from("192.0.2.1"));
    BOOST_TEST(account().email.value_or("") == "ada@example.org");
    clock.advance(4min);  // an account asks for few addresses; ten are within the hour
  }
}

BOOST_AUTO_TEST_CASE(what_is_told_to_another_address_uses_up_nothing_of_the_owners) {
  move_address("eve@example.net");
  const auto key = add_key();
  for (int i = 0; i < 10; ++i) {
    prefer(key);
    prefer(std::nullopt);
  }
  const auto link = link_of("address-changed");
  recovery.set(link, "mine again", from("192.0.2.1"));
  told();
  prefer(key);
  BOOST_TEST(told() == Names{"pgp-key-preferred"}, boost::test_tools::per_element());
  BOOST_TEST(newest("pgp-key-preferred").recipient == "ada@example.org");
  BOOST_TEST(!newest("pgp-key-preferred").challenge.is_nil());
}

BOOST_AUTO_TEST_CASE(that_there_is_more_is_told_with_the_way_back_that_the_others_have) {
  const auto key = add_key();
  for (int i = 0; i < 6; ++i) {
    prefer(key);
    prefer(std::nullopt);
  }
  BOOST_TEST(!newest("more-changes").challenge.is_nil());
  recovery.set(link_of("more-changes"), "mine again", from("192.0.2.1"));
  browser_of("ada", "mine again");
}

BOOST_AUTO_TEST_CASE(an_address_that_somebody_else_has_by_now_is_not_taken_from_them) {
  move_address("eve@example.net");
  const auto link = link_of("address-changed");
  make_active("ada2");
  const auto other = id_of("ada2");
  database.transaction([&](store::Session& session) {
    store::Accounts(session).set_email(other, "ada@example.org", "ada@example.org", clock.now());
  });
  BOOST_TEST(
      refuses(ErrorCode::conflict, [&] { recovery.set(link, "new secret", from("192.0.2.1")); }));
  BOOST_TEST(account().email.value_or("") == "eve@example.net");
}

BOOST_AUTO_TEST_CASE(a_way_back_is_open_for_a_week) {
  prefer(add_key());
  const auto link = link_of("pgp-key-preferred");
  clock.advance(std::chrono::days(7) - 1s);
  BOOST_TEST(recovery.username_of(link).has_value());
  clock.advance(1s);
  BOOST_TEST(!recovery.username_of(link));
}

BOOST_AUTO_TEST_CASE(of_one_kind_five_are_told_in_an_hour_then_that_there_is_more_then_nothing) {
  const auto key = add_key();
  for (int i = 0; i < 20; ++i) {
    prefer(key);
    prefer(std::nullopt);
  }
  BOOST_TEST(
      told() == (Names{"more-changes", "more-changes+", "pgp-key-preferred", "pgp-key-preferred",
                       "pgp-key-preferred", "pgp-key-preferred", "pgp-key-preferred"}),
      boost::test_tools::per_element());
  token_of("ada", "198.51.100.7");
  told();
  token_of("ada", "203.0.113.7");  // another kind has not been used up
  BOOST_TEST(told() == Names{"new-network"}, boost::test_tools::per_element());
  clock.advance(1h);
  prefer(key);
  BOOST_TEST(told() == Names{"pgp-key-preferred"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_sign_in_from_a_new_network_is_told_but_not_the_first_nor_from_next_door) {
  token_of("ada", "198.51.100.7");
  BOOST_TEST(told() == Names{}, boost::test_tools::per_element());
  token_of("ada", "198.51.100.7");
  token_of("ada", "198.51.100.99");
  BOOST_TEST(told() == Names{}, boost::test_tools::per_element());
  browser_sign_in.with_password("ada", "secret", evil, {evil.user_agent});
  BOOST_TEST(told() == Names{"new-network"}, boost::test_tools::per_element());
  BOOST_TEST(newest("new-network").browser == "Firefox");
  BOOST_TEST(newest("new-network").address == "203.0.113.9");
  token_of("ada", "2001:db8:1:2::7");
  BOOST_TEST(told() == Names{"new-network"}, boost::test_tools::per_element());
  token_of("ada", "2001:db8:1:3::8");
  BOOST_TEST(told() == Names{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_account_knows_a_hundred_networks_and_forgets_the_oldest) {
  for (int i = 0; i < 110; ++i) {
    clock.advance(1s);
    token_of("ada", "10.0." + std::to_string(i) + ".1");
  }
  const auto known = database.read(
      [&](store::Session& session) { return store::Throttle(session).networks_of(ada); });
  BOOST_TEST(known.size() == 100);
  BOOST_TEST(known.front() == "10.0.109.1");
  BOOST_TEST(known.back() == "10.0.10.1");
}

BOOST_AUTO_TEST_CASE(the_end_of_an_account_is_told) {
  closure.close(ada, evil);
  BOOST_TEST(told() == Names{"account-deleted"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
