// Clients that require a verified address.
#include "oauth_service.h"

#include "store/accounts.h"

namespace {

struct AdmissionDesk : OAuthService {
  AdmissionDesk() {
    BOOST_REQUIRE_EQUAL(send(form("/user", {{"user", "bert"}, {"pass", "pass word"}})).status, 201);
    bert = account("bert")->id;
    cookie = open_session(bert);
    strict = add({.name = "Strict",
                  .trusted = true,
                  .redirect_uris = {kCallback},
                  .grants = {"authorization_code", "refresh_token", "password", "exchange",
                             "client_credentials"},
                  .scopes = "openid basic profile:read",
                  .require_verified = true});
  }

  void prove() {
    database.transaction([&](store::Session& store) {
      store::Accounts(store).set_email(bert, "bert@example.org", "bert@example.org", clock.now());
    });
  }
  void lose() {
    database.transaction([&](store::Session& store) { store::Accounts(store).clear_email(bert); });
  }
  gateway::Response by_password() {
    return ask_tokens({{"grant_type", "password"}, {"username", "bert"}, {"password", "pass word"}},
                      basic(strict));
  }
  gateway::Response by_exchange() {
    return send(browsing(
        asking("/oauth/authorize", {{"client_id", strict.client.id}, {"scopes", "profile:read"}})));
  }
  std::string way_back(const gateway::Response& response) {
    BOOST_TEST(response.status == 303);
    BOOST_TEST(response.header("Location").starts_with("/email?redirectTo="));
    return sent_back(response, "redirectTo");
  }

  base::Id bert;
  Made strict;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(oauth_admission, AdmissionDesk)

BOOST_AUTO_TEST_CASE(whoever_has_no_verified_address_gives_one_and_goes_on_to_the_client) {
  const auto target = way_back(authorize(wish_of(strict, "openid")));
  BOOST_TEST(target.starts_with("/oauth2/authorize?client_id=" + strict.client.id));
  BOOST_TEST(target.find("a%20state%20of%20the%20client%27s%20own") != std::string::npos);
  prove();
  BOOST_TEST(sent_back(authorize(wish_of(strict, "openid")), "code") != "");
}

BOOST_AUTO_TEST_CASE(a_client_that_must_not_ask_is_told_so_and_programs_too) {
  const auto silent = authorize(with(wish_of(strict, "openid"), "prompt", "none"));
  BOOST_TEST(silent.status == 303);
  BOOST_TEST(sent_back(silent, "error") == "interaction_required");
  const auto program =
      send(with_cookie(asking("/oauth2/authorize", wish_of(strict, "openid")), cookie));
  BOOST_TEST(program.status == 400);
  BOOST_TEST(program.header("WWW-Authenticate").find("interaction_required") !=
             std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(an_answer_that_forges_the_page_makes_no_code) {
  BOOST_TEST(way_back(consent(wish_of(strict, "openid"))).starts_with("/oauth2/authorize?"));
}

BOOST_AUTO_TEST_CASE(other_clients_let_everybody_in) {
  BOOST_TEST(sent_back(authorize(wish_of(own, "openid")), "code") != "");
}

BOOST_AUTO_TEST_CASE(no_grant_gets_round_it) {
  BOOST_TEST(text(by_password(), "error") == "invalid_grant");
  BOOST_TEST(way_back(by_exchange()).starts_with("/oauth/authorize?"));
  BOOST_TEST(ask_tokens({{"grant_type", "client_credentials"}}, basic(strict)).status == 200);
  prove();
  const auto issued = json::parse_object(by_password().body);
  BOOST_TEST(sent_back(by_exchange(), "exchange") != "");
  const auto code = sent_back(authorize(wish_of(strict, "openid")), "code");
  lose();
  const auto refreshed = ask_tokens(
      {{"grant_type", "refresh_token"}, {"refresh_token", text(issued, "refresh_token")}},
      basic(strict));
  BOOST_TEST(text(refreshed, "error") == "invalid_grant");
  BOOST_TEST(text(ask_tokens(code_grant(code), basic(strict)), "error") == "invalid_grant");
}

BOOST_AUTO_TEST_SUITE_END()
