#include "accounts/identity/closure.h"

#include <boost/test/unit_test.hpp>

#include "accounts/identity/plain_accounts.h"
#include "meanwhile.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;

BOOST_FIXTURE_TEST_SUITE(closure, TestWorld)

BOOST_AUTO_TEST_CASE(a_closed_account_and_its_tokens_are_gone) {
  make_active("ada");
  const auto ada = id_of("ada");
  const auto token = token_of("ada");
  closure.close(ada, from("192.0.2.1"));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { tokens.authenticate(token); }));
  BOOST_TEST(refuses(ErrorCode::not_found, [&] { token_of("ada"); }));
  BOOST_TEST(tokens.list(ada).empty());
  BOOST_TEST(audited("account:deleted") == 1);
}

BOOST_AUTO_TEST_CASE(
    its_owner_may_have_the_name_again_and_old_tokens_open_nothing_of_the_new_account) {
  make_active("ada");
  const auto token = token_of("ada");
  closure.close(id_of("ada"), from("192.0.2.1"));
  make_active("ada");
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { tokens.authenticate(token); }));
  BOOST_TEST(!token_of("ada").empty());
}

BOOST_AUTO_TEST_CASE(nobody_else_ever_gets_a_name_that_somebody_has_been_known_by) {
  make_active("ada");
  const auto take = [&](const std::string& name, const std::string& email) {
    sign_up.register_account({name, "secret", email, model::PasswordPolicy::account_api},
                             from("203.0.113.9"));
  };
  closure.close(id_of("ada"), from("192.0.2.1"));
  for (const auto* name : {"ada", "ADA"}) {
    BOOST_TEST(refuses(ErrorCode::conflict, [&] { take(name, "eve@example.net"); }));
  }
  BOOST_TEST(refuses(ErrorCode::conflict,
                     [&] { plain_accounts.create("ada", "x", from("203.0.113.9")); }));
  take("eve", "ada@example.org");  // the address is free
  // A registration that is never verified gives the name to nobody either.
  clock.advance(std::chrono::hours(48));
  take("ada", "ADA@example.org");
  clock.advance(std::chrono::hours(48));
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { take("ada", "eve@example.net"); }));
}

BOOST_AUTO_TEST_CASE(a_name_that_somebody_has_had_while_it_was_asked_for_is_not_given_away) {
  const auto coming_and_going = [&](const char* name) {
    return [&, name] {
      make_active(name);
      closure.close(id_of(name), from("192.0.2.1"));
    };
  };
  Meanwhile ada(*this, coming_and_going("ada"));
  accounts::PlainAccounts plain(ada.context, gate, {});
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { plain.create("ada", "x", from("203.0.113.9")); }));
  Meanwhile bob(*this, coming_and_going("bob"));
  accounts::SignUp registering(bob.context, gate, {});
  BOOST_TEST(refuses(ErrorCode::conflict, [&] {
    registering.register_account(
        {"bob", "secret", "eve@example.net", model::PasswordPolicy::account_api},
        from("203.0.113.9"));
  }));
}

BOOST_AUTO_TEST_CASE(a_name_without_an_address_is_nobodys_again) {
  plain_accounts.create("bert", "x", from("192.0.2.1"));
  closure.close(id_of("bert"), from("192.0.2.1"));
  BOOST_TEST(
      refuses(ErrorCode::conflict, [&] { plain_accounts.create("bert", "x", from("192.0.2.1")); }));
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { register_account("bert"); }));
}

BOOST_AUTO_TEST_CASE(a_second_closing_is_unauthorized) {
  make_active("ada");
  const auto ada = id_of("ada");
  closure.close(ada, from("192.0.2.1"));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { closure.close(ada, from("192.0.2.1")); }));
  BOOST_TEST(audited("account:deleted") == 1);
}

BOOST_AUTO_TEST_CASE(others_keep_their_accounts_and_tokens) {
  make_active("ada");
  make_active("bob");
  const auto token = token_of("bob");
  closure.close(id_of("ada"), from("192.0.2.1"));
  BOOST_TEST((tokens.authenticate(token).account == id_of("bob")));
}

BOOST_AUTO_TEST_CASE(the_mail_of_a_closed_registration_verifies_nothing) {
  register_account("ada");
  closure.close(id_of("ada"), from("192.0.2.1"));
  BOOST_TEST(
      refuses(ErrorCode::not_found, [&] { sign_up.verify(mailed_token(), from("192.0.2.1")); }));
}

BOOST_AUTO_TEST_SUITE_END()
