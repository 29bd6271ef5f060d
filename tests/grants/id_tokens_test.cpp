#include "grants/id_tokens.h"

#include <boost/test/unit_test.hpp>

#include "crypto/half_digest.h"
#include "crypto/jwt.h"
#include "desk.h"
#include "json/json.h"

namespace {

struct IdTokenDesk : OAuthDesk {
  /// The claims, once a client has checked them as it must.
  json::Value verified(const std::string& token, const std::string& audience) {
    const crypto::ClaimRules rules{.issuer = kIssuer, .audience = audience, .type = "JWT"};
    const auto verdict = crypto::verify_jwt(token, server.keys.verification_keys(),
                                            {crypto::Algorithm::eddsa}, rules, clock.now());
    BOOST_REQUIRE(bool(verdict));
    return json::parse_object(verdict.text().payload);
  }
  std::string info(const char* scopes, std::optional<base::Time> verified_at = base::Time{}) {
    const model::Account account{.id = ada,
                                 .username = "Ada",
                                 .username_key = "ada",
                                 .email = "Ada@example.org",
                                 .email_key = "ada@example.org",
                                 .password_hash = {},
                                 .state = model::AccountState::active,
                                 .created_at = {},
                                 .expires_at = {},
                                 .email_verified_at = verified_at};
    return grants::IdTokens::user_info(account, model::Scopes::parse(scopes).value());
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(id_tokens, IdTokenDesk)

BOOST_AUTO_TEST_CASE(an_id_token_says_who_signed_in_when_and_for_whom) {
  const auto signed_in_at = base::to_seconds(clock.now());
  clock.advance(std::chrono::minutes(10));
  auto request = request_of(app);
  request.nonce = "n-0S6_WzA2Mj";
  const auto issued = redeem(app, parameter(approve(request), "code"));
  const auto claims = verified(issued.id_token, app.id);
  const auto now = base::to_seconds(clock.now());
  BOOST_TEST(json::text_member(claims, "sub").value() == ada.text());
  BOOST_TEST(json::text_member(claims, "aud").value() == app.id);
  BOOST_TEST(json::text_member(claims, "nonce").value() == "n-0S6_WzA2Mj");
  BOOST_TEST(json::integer_member(claims, "iat").value() == now);
  BOOST_TEST(json::integer_member(claims, "exp").value() == now + 3600);
  BOOST_TEST(json::integer_member(claims, "auth_time").value() == signed_in_at);
  BOOST_TEST(json::text_member(claims, "at_hash").value() ==
             crypto::half_digest(crypto::Algorithm::eddsa, issued.access_token));
}

BOOST_AUTO_TEST_CASE(a_refreshed_one_keeps_the_time_of_the_sign_in_and_has_no_nonce) {
  const auto signed_in_at = base::to_seconds(clock.now());
  auto request = request_of(app);
  request.nonce = "once";
  const auto issued = redeem(app, parameter(approve(request), "code"));
  clock.advance(std::chrono::hours(1));
  const auto next = server.ask_by_refresh_token(app, issued.refresh_token, from("192.0.2.1"));
  const auto claims = verified(next.id_token, app.id);
  BOOST_TEST(json::integer_member(claims, "auth_time").value() == signed_in_at);
  BOOST_TEST(!json::text_member(claims, "nonce"));
  BOOST_TEST(json::text_member(claims, "sub").value() == ada.text());
}

// OpenID Connect Core, appendix A.3 and the rule of section 3.1.3.6.
BOOST_AUTO_TEST_CASE(the_hash_of_an_access_token_is_that_of_the_signature_halved) {
  using crypto::Algorithm;
  const auto* token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
  BOOST_TEST(crypto::half_digest(Algorithm::rs256, token) == "77QmUPtjPfzWtF2AnpK9RQ");
  BOOST_TEST(crypto::half_digest(Algorithm::es256, token) == "77QmUPtjPfzWtF2AnpK9RQ");
  BOOST_TEST(crypto::half_digest(Algorithm::es384, token).size() == 32U);
  BOOST_TEST(crypto::half_digest(Algorithm::ps512, token).size() == 43U);
  BOOST_TEST(crypto::half_digest(Algorithm::eddsa, token) ==
             crypto::half_digest(Algorithm::rs512, token));
}

BOOST_AUTO_TEST_CASE(what_is_told_of_an_account_is_what_the_scopes_open) {
  const auto sub = R"({"sub":")" + ada.text() + "\"";
  BOOST_TEST(info("openid") == sub + "}");
  BOOST_TEST(info("keys:write audit") == sub + "}");
  BOOST_TEST(info("openid profile") == sub + R"(,"preferred_username":"Ada","name":"Ada"})");
  BOOST_TEST(info("email") == sub + R"(,"email":"Ada@example.org","email_verified":true})");
  BOOST_TEST(info("email", std::nullopt) ==
             sub + R"(,"email":"Ada@example.org","email_verified":false})");
}

BOOST_AUTO_TEST_SUITE_END()
