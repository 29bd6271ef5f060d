#include "accounts/identity/closure.h"

#include <boost/test/unit_test.hpp>

#include "accounts/identity/plain_accounts.h"
#include "meanwhile.h"
#include "service.h"
#include "support/refusals.h"

using base::ErrorCode;

BOOST_FIXTURE_TEST_SUITE(closure, ServiceFixture)

BOOST_AUTO_TEST_CASE(a_closed_account_and_its_tokens_are_gone) {
  service.make_active("ada");
  const auto ada = service.id_of("ada");
  const auto token = service.token_of("ada");
  service.closure.close(ada, from("192.0.2.1"));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { service.tokens.authenticate(token); }));
  BOOST_TEST(refuses(ErrorCode::not_found, [&] { service.token_of("ada"); }));
  BOOST_TEST(service.tokens.list(ada).empty());
  BOOST_TEST(service.audited("account:deleted") == 1);
}

BOOST_AUTO_TEST_CASE(
    its_owner_may_have_the_name_again_and_old_tokens_open_nothing_of_the_new_account) {
  service.make_active("ada");
  const auto token = service.token_of("ada");
  service.closure.close(service.id_of("ada"), from("192.0.2.1"));
  service.make_active("ada");
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { service.tokens.authenticate(token); }));
  BOOST_TEST(!service.token_of("ada").empty());
}

BOOST_AUTO_TEST_CASE(nobody_else_ever_gets_a_name_that_somebody_has_been_known_by) {
  service.make_active("ada");
  const auto take = [&](const std::string& name, const std::string& email) {
    service.sign_up.register_account({name, "secret", email, model::PasswordPolicy::account_api},
                                     from("203.0.113.9"));
  };
  service.closure.close(service.id_of("ada"), from("192.0.2.1"));
  for (const auto* name : {"ada", "ADA"}) {
    BOOST_TEST(refuses(ErrorCode::conflict, [&] { take(name, "eve@example.net"); }));
  }
  accounts::PlainAccounts plain(service.context, service.gate, {});
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { plain.create("ada", "x", from("203.0.113.9")); }));
  take("eve", "ada@example.org");  // the address is free
  // A registration that is never verified gives the name to nobody either.
  service.clock.advance(std::chrono::hours(48));
  take("ada", "ADA@example.org");
  service.clock.advance(std::chrono::hours(48));
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { take("ada", "eve@example.net"); }));
}

BOOST_AUTO_TEST_CASE(a_name_that_somebody_has_had_while_it_was_asked_for_is_not_given_away) {
  const auto coming_and_going = [&](const char* name) {
    return [&, name] {
      service.make_active(name);
      service.closure.close(service.id_of(name), from("192.0.2.1"));
    };
  };
  Meanwhile ada(coming_and_going("ada"));
  accounts::PlainAccounts plain(ada.in(service), service.gate, {});
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { plain.create("ada", "x", from("203.0.113.9")); }));
  Meanwhile bob(coming_and_going("bob"));
  accounts::SignUp sign_up(bob.in(service), service.gate, {});
  BOOST_TEST(refuses(ErrorCode::conflict, [&] {
    sign_up.register_account(
        {"bob", "secret", "eve@example.net", model::PasswordPolicy::account_api},
        from("203.0.113.9"));
  }));
}

BOOST_AUTO_TEST_CASE(a_name_without_an_address_is_nobodys_again) {
  accounts::PlainAccounts plain(service.context, service.gate, {});
  plain.create("bert", "x", from("192.0.2.1"));
  service.closure.close(service.id_of("bert"), from("192.0.2.1"));
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { plain.create("bert", "x", from("192.0.2.1")); }));
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { service.register_account("bert"); }));
}

BOOST_AUTO_TEST_CASE(a_second_closing_is_unauthorized) {
  service.make_active("ada");
  const auto ada = service.id_of("ada");
  service.closure.close(ada, from("192.0.2.1"));
  BOOST_TEST(
      refuses(ErrorCode::unauthorized, [&] { service.closure.close(ada, from("192.0.2.1")); }));
  BOOST_TEST(service.audited("account:deleted") == 1);
}

BOOST_AUTO_TEST_CASE(others_keep_their_accounts_and_tokens) {
  service.make_active("ada");
  service.make_active("bob");
  const auto token = service.token_of("bob");
  service.closure.close(service.id_of("ada"), from("192.0.2.1"));
  BOOST_TEST((service.tokens.authenticate(token).account == service.id_of("bob")));
}

BOOST_AUTO_TEST_CASE(the_mail_of_a_closed_registration_verifies_nothing) {
  service.register_account("ada");
  service.closure.close(service.id_of("ada"), from("192.0.2.1"));
  BOOST_TEST(refuses(ErrorCode::not_found,
                     [&] { service.sign_up.verify(service.mailed_token(), from("192.0.2.1")); }));
}

BOOST_AUTO_TEST_SUITE_END()
