#include "accounts/identity/recovery.h"

#include <boost/test/unit_test.hpp>

#include "accounts/identity/plain_accounts.h"
#include "model/grant_names.h"
#include "rivals.h"
#include "store/access_tokens.h"
#include "store/accounts.h"
#include "store/challenges.h"
#include "support/forked.h"
#include "support/records.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

using Reach = accounts::Recovery::Reach;

struct RecoveryFixture : AdasWorld {
  void ask(const std::string& email, const std::string& address = "192.0.2.1") {
    clock.advance(1ms);  // messages of one moment have no order
    recovery.ask(email, from(address));
  }
  std::string link_of(const std::string& email) {
    ask(email);
    return mailed_token();
  }
  bool sets(const std::string& token, const std::string& password = "new secret") {
    const auto error = refusal_of([&] { recovery.set(token, password, from("192.0.2.1")); });
    BOOST_TEST((!error || error->code() == ErrorCode::not_found));
    return !error;
  }
  bool opens(const std::string& password) {
    return !refusal_of([&] { browser_of("ada", password); });
  }
  // The token in the newest mail that asks to confirm a new address.
  std::string confirmation_link() {
    std::string token;
    for (const auto& mail : mails()) {
      if (mail.template_name != "confirm-address") continue;
      token = opaque.mint(crypto::TokenKind::challenge, mail.challenge);
    }
    return token;
  }
  std::size_t mail_count() { return mails().size(); }
  std::optional<base::Error> change(const std::string& cookie, const std::string& current,
                                    const std::string& password, Reach reach = Reach::sessions) {
    const auto session = sessions.authenticate(cookie).value();
    return refusal_of(
        [&] { recovery.change(session, current, password, reach, from("192.0.2.1")); });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(recovery, RecoveryFixture)

BOOST_AUTO_TEST_CASE(the_mailed_link_sets_a_password_once) {
  const auto token = link_of("ADA@example.org");
  const auto mail = mails().back();
  BOOST_TEST(mail.template_name == "reset-password");
  BOOST_TEST(mail.recipient == "ada@example.org");
  BOOST_TEST(mail.username == "ada");
  BOOST_TEST((mail.expires_at == clock.now() + 1h));
  BOOST_TEST(recovery.username_of(token).value_or("") == "ada");
  clock.advance(1ms);
  BOOST_TEST(sets(token, "new secret"));
  BOOST_TEST(mails().back().template_name == "password-changed");
  BOOST_TEST(mails().back().challenge.is_nil());
  BOOST_TEST(!recovery.username_of(token));
  BOOST_TEST(!sets(token, "other secret"));
  BOOST_TEST(opens("new secret"));
  BOOST_TEST(!opens("secret"));
  BOOST_TEST(audited("account:password-reset-asked-for") == 1);
  BOOST_TEST(audited("account:password-reset") == 1);
}

BOOST_AUTO_TEST_CASE(whoever_asks_for_an_unknown_address_learns_nothing_and_nobody_is_mailed) {
  const auto before = mail_count();
  ask("nobody@example.org");
  plain_accounts.create("bob", "b", from("192.0.2.1"));
  ask("bob@example.org");
  BOOST_TEST(mail_count() == before);
}

BOOST_AUTO_TEST_CASE(what_is_not_one_address_is_refused) {
  for (const std::string& email :
       {std::string(), std::string("ada"), std::string("ada@example.org,eve@example.org"),
        std::string("ada@example.org\r\nBcc: eve@example.org"), std::string("ada@example.org "),
        std::string("[\"ada@example.org\"]"), std::string("ada@example.org\0", 16),
        std::string(300, 'a') + "@example.org"}) {
    const auto error = refusal_of([&] { ask(email); });
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == ErrorCode::invalid_argument), email);
    BOOST_TEST(error->subject() == "email");
  }
}

BOOST_AUTO_TEST_CASE(a_link_works_for_an_hour_and_no_longer) {
  const auto token = link_of("ada@example.org");
  clock.advance(1h - 1ms);
  BOOST_TEST(recovery.username_of(token).has_value());
  clock.advance(1ms);
  BOOST_TEST(!recovery.username_of(token));
  BOOST_TEST(!sets(token));
}

BOOST_AUTO_TEST_CASE(a_new_link_ends_the_one_before_it) {
  const auto first = link_of("ada@example.org");
  const auto second = link_of("ada@example.org");
  BOOST_TEST(!sets(first));
  BOOST_TEST(sets(second));
}

BOOST_AUTO_TEST_CASE(a_link_to_an_address_that_the_account_has_no_more_sets_nothing) {
  const auto token = link_of("ada@example.org");
  clock.advance(1ms);
  addresses.ask(proof_of(context, id_of("ada")), "ada@example.net", from("192.0.2.1"));
  const auto confirmation = confirmation_link();
  addresses.confirm(confirmation, "secret", from("192.0.2.1"));
  BOOST_TEST(!recovery.username_of(token));
  BOOST_TEST(!sets(token));
}

BOOST_AUTO_TEST_CASE(a_challenge_for_another_purpose_or_address_sets_nothing_and_stays) {
  const auto challenge = [&](const std::string& purpose, const std::string& address) {
    const model::Challenge made{base::Id::make(clock.now(), entropy), id_of("ada"), purpose,
                                address, clock.now() + 1h};
    database.transaction([&](store::Session& session) { store::Challenges(session).insert(made); });
    return opaque.mint(crypto::TokenKind::challenge, made.id);
  };
  const auto confirmation = challenge("change-address", "ada@example.org");
  BOOST_TEST(!sets(confirmation));
  BOOST_TEST(addresses.pending(confirmation).has_value());
  BOOST_TEST(!sets(challenge("register", "ada@example.org")));
  BOOST_TEST(!sets(challenge("reset-password", "old@example.org")));
  BOOST_TEST(sets(challenge("reset-password", "ada@example.org")));
}

BOOST_AUTO_TEST_CASE(a_reset_ends_whatever_the_password_opened_and_personal_tokens) {
  make_active("bob");
  const auto cookies = {browser_of("ada"), browser_of("ada")};
  const auto bobs = browser_of("bob");
  const auto bearer = token_of("ada");
  const auto code = allow("ada", model::kCodeGrant);
  const auto password = allow("ada", model::kPasswordGrant);
  const auto unclaimed = allow("ada", model::kCodeGrant);
  database.transaction([&](store::Session& session) {
    store::AccessTokens tokens_of(session);  // its code is still on its way
    for (const auto& token : tokens_of.of_grant(unclaimed, clock.now())) tokens_of.remove(token.id);
  });
  const auto personal = allow("ada", model::kPersonalGrant);
  const auto grant_of_bob = allow("bob", model::kCodeGrant);
  BOOST_TEST(sets(link_of("ada@example.org")));
  for (const auto& cookie : cookies) BOOST_TEST(!lives(cookie));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { tokens.authenticate(bearer); }));
  BOOST_TEST(!is_allowed(code));
  BOOST_TEST(!is_allowed(password));
  BOOST_TEST(!is_allowed(unclaimed));
  BOOST_TEST(!is_allowed(personal));
  BOOST_TEST(lives(bobs));
  BOOST_TEST(is_allowed(grant_of_bob));
  BOOST_TEST(audited("oauth:grant-ended") == 3);
}

BOOST_AUTO_TEST_CASE(a_reset_ends_the_signed_tokens_of_the_account_alone_and_a_change_ends_none) {
  make_active("bob");
  const auto tokens_from = [&](const std::string& name) {
    return database.read([&](store::Session& session) {
      return store::Accounts(session).by_username(name, clock.now())->tokens_from;
    });
  };
  BOOST_TEST(!change(browser_of("ada"), "secret", "better secret"));
  BOOST_TEST(!tokens_from("ada"));
  BOOST_TEST(sets(link_of("ada@example.org")));
  BOOST_REQUIRE(tokens_from("ada"));
  BOOST_TEST((*tokens_from("ada") > clock.now()));
  BOOST_TEST(!tokens_from("bob"));
}

BOOST_AUTO_TEST_CASE(a_reset_ends_a_change_of_the_address_that_somebody_has_asked_for) {
  const auto token = link_of("ada@example.org");
  clock.advance(1ms);
  addresses.ask(proof_of(context, id_of("ada")), "eve@example.net", from("192.0.2.1"));
  const auto confirmation = confirmation_link();
  BOOST_TEST(addresses.pending(confirmation).has_value());
  BOOST_TEST(sets(token));
  BOOST_TEST(!addresses.pending(confirmation));
  BOOST_TEST(refuses(ErrorCode::not_found,
                     [&] { addresses.confirm(confirmation, "secret", from("192.0.2.1")); }));
}

BOOST_AUTO_TEST_CASE(a_pending_account_becomes_active_by_a_reset) {
  register_account("bob");
  const auto token = link_of("bob@example.org");
  BOOST_TEST((mails().back().expires_at == clock.now() + 10min - 1ms));
  BOOST_TEST(sets(token));
  BOOST_TEST(!refusal_of([&] { browser_of("bob", "new secret"); }));
  clock.advance(24h);
  BOOST_TEST(!id_of("bob").is_nil());
  BOOST_TEST(audited("account:verified") == 2);
}

BOOST_AUTO_TEST_CASE(a_blocked_account_gets_no_link_and_is_not_opened_by_one) {
  const auto token = link_of("ada@example.org");
  block(id_of("ada"));
  const auto before = mail_count();
  ask("ada@example.org");
  BOOST_TEST(mail_count() == before);
  BOOST_TEST(!recovery.username_of(token));
  BOOST_TEST(!sets(token));
}

BOOST_AUTO_TEST_CASE(a_deleted_account_has_no_link) {
  const auto token = link_of("ada@example.org");
  accounts::PlainAccounts(context, gate, {}).bury(id_of("ada"), from("192.0.2.1"));
  const auto before = mail_count();
  ask("ada@example.org");
  BOOST_TEST(mail_count() == before);
  BOOST_TEST(!sets(token));
}

BOOST_AUTO_TEST_CASE(a_recipient_is_sent_five_mails_and_the_last_link_stays_good) {
  clock.advance(15min * 2);  // the registration was one, too
  std::string token;
  for (int i = 0; i < 5; ++i) token = link_of("ada@example.org");
  const auto before = mail_count();
  ask("ada@example.org");
  BOOST_TEST(mail_count() == before);
  BOOST_TEST(sets(token));
}

BOOST_AUTO_TEST_CASE(a_network_that_asks_too_often_is_refused_whatever_it_asks_for) {
  for (int i = 0; i < 20; ++i) ask("n" + std::to_string(i) + "@example.org");
  const auto error = refusal_of([&] { ask("ada@example.org"); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::too_many_requests));
  BOOST_TEST(error->retry_after().has_value());
  ask("ada@example.org", "192.0.2.2");
}

BOOST_AUTO_TEST_CASE(a_bad_password_costs_neither_a_hash_nor_the_link) {
  const auto token = link_of("ada@example.org");
  {
    const auto held = slots.take();
    for (const auto& password : {std::string(), std::string(1025, 'x')}) {
      const auto error = refusal_of([&] { recovery.set(token, password, from("192.0.2.1")); });
      BOOST_REQUIRE(error);
      BOOST_TEST((error->code() == ErrorCode::invalid_argument));
      BOOST_TEST(error->subject() == "password");
    }
    BOOST_TEST(!sets("dwv_" + std::string(44, 'A')));
    BOOST_TEST(refuses(ErrorCode::unavailable,
                       [&] { recovery.set(token, "new secret", from("192.0.2.1")); }));
  }
  BOOST_TEST(sets(token));
}

// Many people share a network; one of them has many accounts, and fails to sign in to each.
BOOST_AUTO_TEST_CASE(
    whoever_resets_the_password_signs_in_from_there_whatever_others_there_fail_at) {
  make_active("bob");
  browser_of("bob");
  const auto opens_here = [&](const char* name, const char* password) {
    return !refusal_of([&] { browser_of(name, password); });
  };
  for (int i = 0; i < 340; ++i) {
    database.transaction([&](store::Session& session) {
      gate.count_failure(
          session, {.name = "own" + std::to_string(i / 10), .account = {}, .address = "192.0.2.1"});
    });
  }
  BOOST_TEST(!opens_here("ada", "secret"));
  BOOST_TEST(sets(link_of("ada@example.org")));
  BOOST_TEST(opens_here("ada", "new secret"));
  BOOST_TEST(opens_here("ADA@example.org", "new secret"));
  BOOST_TEST(!opens_here("bob", "secret"));
  // The others there may guess as often as at any account known in that network, and no more.
  for (int i = 0; i < 10; ++i) BOOST_TEST(!opens_here("ada", "guessed"));
  BOOST_TEST(!opens_here("ada", "new secret"));
}

BOOST_AUTO_TEST_CASE(a_bad_token_counts_as_a_failure_of_the_network) {
  for (int i = 0; i < 30; ++i) BOOST_TEST(!sets("dwv_"));
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { gate.admit("192.0.2.1"); }));
}

BOOST_AUTO_TEST_CASE(who_has_reset_the_password_gets_in_though_others_guess_at_it) {
  for (int i = 0; i < 10; ++i) {
    refusal_of([&] { browser_of("ada", "guess", "198.51.100." + std::to_string(i)); });
  }
  BOOST_TEST(sets(link_of("ada@example.org")));
  BOOST_TEST(opens("new secret"));
}

BOOST_AUTO_TEST_CASE(of_twenty_who_bring_one_link_at_once_exactly_one_sets_the_password) {
  const TempDirectory shared;
  std::string token;
  {
    TestWorld first({.directory = shared.path()});
    first.make_active("ada");
    first.clock.advance(1ms);
    first.recovery.ask("ada@example.org", from("192.0.2.1"));
    token = first.mailed_token();
  }
  std::vector<Forked> rivals;
  for (int i = 0; i < 20; ++i) {
    rivals.emplace_back([&, i] {
      TestWorld rival({.directory = shared.path()});
      return outcome_among_rivals(ErrorCode::not_found, [&] {
        rival.recovery.set(token, "new secret" + std::to_string(i), from("192.0.2.1"));
      });
    });
  }
  expect_one_winner(rivals);
}

BOOST_AUTO_TEST_CASE(a_changed_password_ends_the_other_sessions_and_old_links_and_is_told) {
  const auto other = browser_of("ada");
  const auto mine = browser_of("ada");
  const auto grant = allow("ada", model::kCodeGrant);
  const auto link = link_of("ada@example.org");
  clock.advance(1ms);
  BOOST_TEST(!change(mine, "secret", "new secret"));
  BOOST_TEST(lives(mine));
  BOOST_TEST(!lives(other));
  BOOST_TEST(is_allowed(grant));
  BOOST_TEST(!sets(link));
  BOOST_TEST(opens("new secret"));
  BOOST_TEST(!opens("secret"));
  BOOST_TEST(mails().back().template_name == "password-changed");
  BOOST_TEST(mails().back().recipient == "ada@example.org");
  BOOST_TEST(audited("account:password-changed") == 1);
}

BOOST_AUTO_TEST_CASE(a_change_that_is_to_end_everything_leaves_but_the_session_it_comes_from) {
  const auto other = browser_of("ada");
  const auto mine = browser_of("ada");
  const auto bearer = token_of("ada");
  const auto grant = allow("ada", model::kCodeGrant);
  const auto personal = allow("ada", model::kPersonalGrant);
  BOOST_TEST(!change(mine, "secret", "new secret", Reach::everything));
  BOOST_TEST(lives(mine));
  BOOST_TEST(!lives(other));
  BOOST_TEST(!is_allowed(grant));
  BOOST_TEST(!is_allowed(personal));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { tokens.authenticate(bearer); }));
}

BOOST_AUTO_TEST_CASE(a_password_is_changed_by_whoever_knows_the_one_there_is) {
  const auto cookie = browser_of("ada");
  const auto wrong = change(cookie, "wrong", "new secret");
  BOOST_REQUIRE(wrong);
  BOOST_TEST((wrong->code() == ErrorCode::unauthorized));
  BOOST_TEST(wrong->subject() == "current");
  const auto empty = change(cookie, "secret", "");
  BOOST_REQUIRE(empty);
  BOOST_TEST((empty->code() == ErrorCode::invalid_argument));
  BOOST_TEST(empty->subject() == "password");
  BOOST_TEST(opens("secret"));
  BOOST_TEST(audited("account:sign-in-failed") == 1);
}

BOOST_AUTO_TEST_CASE(a_stolen_session_guesses_at_the_password_ten_times) {
  const auto cookie = browser_of("ada", "secret", "198.51.100.1");
  for (int i = 0; i < 10; ++i) {
    BOOST_TEST((change(cookie, "guess", "new secret")->code() == ErrorCode::unauthorized));
  }
  BOOST_TEST((change(cookie, "secret", "new secret")->code() == ErrorCode::too_many_requests));
}

BOOST_AUTO_TEST_CASE(a_password_that_the_token_api_changes_ends_all_sessions_and_is_told) {
  const auto cookie = browser_of("ada");
  clock.advance(1ms);
  plain_accounts.change_password(id_of("ada"), "new secret", from("192.0.2.1"));
  BOOST_TEST(!lives(cookie));
  BOOST_TEST(opens("new secret"));
  BOOST_TEST(mails().back().template_name == "password-changed");
}

BOOST_AUTO_TEST_SUITE_END()
