// An ID token by itself, posted (response_type=id_token, response_mode=form_post).
#include <boost/test/unit_test.hpp>

#include "crypto/jwt.h"
#include "desk.h"
#include "json/json.h"
#include "support/refusals.h"

namespace {

struct SignInDesk : OAuthDesk {
  grants::Authorization::Request asking(const model::Client& client,
                                        const std::string& scope = "openid profile email") {
    auto request = request_of(client, scope);
    request.response_type = "id_token";
    request.response_mode = "form_post";
    request.nonce = "n-0S6_WzA2Mj";
    request.code_challenge.clear();
    request.code_challenge_method.clear();
    return request;
  }
  std::string error_of(const grants::Authorization::Request& request) {
    return server.authorization.plan(request).error;
  }
  grants::Answer approved(const grants::Authorization::Request& request) {
    const auto plan = server.authorization.plan(request);
    return server.authorization.approve(plan, session, plan.scopes, origin);
  }
  json::Value claims_of(const grants::Authorization::Request& request) {
    const auto token = parameter(location_of(approved(request)), "id_token");
    const auto verdict = crypto::verify_jws(token, server.keys.verification_keys(),
                                            {server.keys.current().algorithm()});
    BOOST_REQUIRE(verdict);
    return json::parse_object(verdict.text().payload);
  }
  grants::Authorization::Next next_of(const grants::Authorization::Request& request) {
    auto plan = server.authorization.plan(request);
    return server.authorization.next(plan, session);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in_token, SignInDesk)

BOOST_AUTO_TEST_CASE(it_says_who_signed_in_and_what_its_scopes_open) {
  const auto claims = claims_of(asking(app));
  BOOST_TEST(claims["iss"] == kIssuer);
  BOOST_TEST(claims["aud"] == app.id);
  BOOST_TEST(claims["sub"] == ada.text());
  BOOST_TEST(claims["nonce"] == "n-0S6_WzA2Mj");
  BOOST_TEST(claims["preferred_username"] == "ada");
  BOOST_TEST(claims["email"] == "ada@example.org");
  BOOST_TEST(claims.contains("auth_time"));
  BOOST_TEST(!claims.contains("at_hash"));
  BOOST_TEST(!claims_of(asking(app, "openid")).contains("email"));
}

BOOST_AUTO_TEST_CASE(it_is_posted_and_comes_without_a_code_or_an_access_token) {
  const auto told = approved(asking(app));
  BOOST_TEST(told.by_form);
  for (const auto& [name, value] : told.parameters) {
    BOOST_TEST((name == "id_token" || name == "state" || name == "iss"), name);
  }
  BOOST_TEST(audited("oauth:grant-made") == 1);
}

BOOST_AUTO_TEST_CASE(it_stands_in_no_address) {
  for (const auto* mode : {"", "query"}) {
    auto request = asking(app);
    request.response_mode = mode;
    BOOST_TEST(error_of(request) == "unsupported_response_type", mode);
  }
  auto request = asking(app);
  request.response_mode = "fragment";
  BOOST_TEST(error_of(request) == "invalid_request");
}

BOOST_AUTO_TEST_CASE(it_needs_openid_and_a_nonce) {
  BOOST_TEST(error_of(asking(app)).empty());
  BOOST_TEST(error_of(asking(app, "keys:read")) == "invalid_request");
  auto request = asking(app);
  request.nonce.clear();
  BOOST_TEST(error_of(request) == "invalid_request");
}

BOOST_AUTO_TEST_CASE(a_public_client_needs_no_challenge_for_it) {
  BOOST_TEST(error_of(asking(spa)).empty());
}

BOOST_AUTO_TEST_CASE(who_has_allowed_it_is_not_asked_again_until_that_is_over) {
  using Next = grants::Authorization::Next;
  BOOST_TEST((next_of(asking(app)) == Next::consent));
  approved(asking(app));
  BOOST_TEST((next_of(asking(app)) == Next::approve));
  BOOST_TEST((next_of(asking(app, "openid profile email audit:read")) == Next::consent));
  clock.advance(std::chrono::minutes(61));
  session = signed_in(context, ada);
  BOOST_TEST((next_of(asking(app)) == Next::consent));
}

BOOST_AUTO_TEST_CASE(who_has_allowed_it_has_not_allowed_a_code) {
  using Next = grants::Authorization::Next;
  approved(asking(app, "openid"));
  BOOST_TEST((next_of(request_of(app, "openid")) == Next::consent));
  approve(request_of(app, "openid profile"));
  const auto issued = redeem(app, parameter(approve(request_of(app, "openid profile")), "code"));
  BOOST_TEST(!issued.access_token.empty());
  BOOST_TEST((next_of(asking(app, "openid profile")) == Next::approve));
}

BOOST_AUTO_TEST_SUITE_END()
