#include "accounts/issuers/jwt_tokens.h"
#include "base/encoding.h"

#include <boost/test/unit_test.hpp>

#include "accounts/identity/password_change.h"
#include "accounts/identity/plain_accounts.h"
#include "json/json.h"
#include "signing_desk.h"
#include "support/refusals.h"

using base::ErrorCode;
using crypto::Algorithm;
using crypto::SigningKey;
using namespace std::chrono_literals;

namespace {

constexpr auto kIssuer = "https://example.org";

/// Made once: it takes a second.
const SigningKey& rsa_key() {
  static base::SystemEntropy entropy;
  static const auto key = SigningKey::generate(Algorithm::rs256, entropy);
  return key;
}

/// Tokens signed with a given key, so that a test can sign what an attacker would.
struct TokenDesk : SigningDesk {
  std::string made(const std::string& user) {
    plain_accounts.create(user, "pass word", from("192.0.2.1"));
    return tokens.with_password(user, "pass word", from("192.0.2.1"));
  }

  /// The claims of a good access token, to be changed.
  json::Value claims() {
    return json::parse_object(tokens.check(made("user" + std::to_string(++users))).payload);
  }
  bool accepts(const json::Value& claims) {
    return accepts(crypto::sign_jws(key, json::dump(claims)));
  }
  bool accepts(const std::string& token) { return tokens.access_token(token).has_value(); }

  /// As a reset of the password does.
  void end_access(const base::Id& account) {
    database.transaction([&](store::Session& session) {
      accounts::end_access(session, context, account, from("192.0.2.1"));
    });
  }
  bool is_ended(const std::string& access_token) {
    return tokens.is_ended(tokens.check(access_token));
  }

  int users = 0;
  const SigningKey key = rsa_key();
  accounts::SigningKeys own =
      keys({.algorithm = Algorithm::rs256, .private_key = key.private_text()});
  accounts::JwtTokens tokens{context, gate, own, {.issuer = kIssuer}};
};

std::string compact(const std::string& header, const json::Value& claims,
                    const std::string& signature) {
  return base::to_base64url(header) + "." + base::to_base64url(json::dump(claims)) + "." +
         base::to_base64url(signature);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(jwt_tokens, TokenDesk)

BOOST_AUTO_TEST_CASE(a_token_says_whose_it_is_and_how_it_was_got) {
  const auto token = tokens.check(made("alice"));
  BOOST_TEST(token.user == "alice");
  BOOST_TEST((token.account == id_of("alice")));
  BOOST_TEST(token.by_password);
  BOOST_TEST(!token.id.is_nil());
  const auto refresh = tokens.refresh_token(token.account, from("192.0.2.1"));
  BOOST_TEST(!tokens.check(tokens.with_refresh_token(refresh)).by_password);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_has_the_documented_claims_in_their_order) {
  made("alice");
  const auto id = id_of("alice");
  const auto refresh = tokens.refresh_token(id, from("192.0.2.1"));
  const auto first = refresh.find('.') + 1;
  const auto payload = base::from_base64url(refresh.substr(first, refresh.rfind('.') - first));
  const auto claims = json::parse_object(payload.value());
  std::vector<std::string> names;
  for (const auto& [name, value] : claims.items()) names.push_back(name);
  const std::vector<std::string> expected{"user", "exp", "nbf", "iat", "token_type",
                                          "uid",  "iss", "sub", "jti"};
  BOOST_TEST(names == expected, boost::test_tools::per_element());
  auto uid = id.text();
  std::erase(uid, '-');
  BOOST_TEST(json::text_member(claims, "uid").value() == uid);
  BOOST_TEST(json::integer_member(claims, "exp").value() ==
             base::to_seconds(clock.now()) + 2592000);
}

// RFC 8725 sections 2 and 3.
BOOST_AUTO_TEST_CASE(no_token_chooses_its_own_algorithm_or_key) {
  const auto good = claims();
  const auto kid = key.kid();
  const auto header = [&](const std::string& alg) {
    return R"({"alg":")" + alg + R"(","kid":")" + kid + R"("})";
  };
  for (const auto* alg : {"none", "None", "nOnE", "HS256", "RS512", "PS256", "ES256", ""}) {
    BOOST_TEST(!accepts(compact(header(alg), good, "")), alg);
  }
  const auto pem = key.verification_key().pem();
  BOOST_CHECK_THROW(SigningKey::from_text(Algorithm::hs256, pem), base::Error);
  auto other = SigningKey::generate(Algorithm::rs256, entropy);
  BOOST_TEST(!accepts(crypto::sign_jws(other, json::dump(good))));
  other.set_kid(kid);
  BOOST_TEST(!accepts(crypto::sign_jws(other, json::dump(good))));
  auto stronger = SigningKey::from_text(Algorithm::rs512, key.private_text());
  stronger.set_kid(kid);
  BOOST_TEST(!accepts(crypto::sign_jws(stronger, json::dump(good))));
  BOOST_TEST(accepts(good));
}

BOOST_AUTO_TEST_CASE(claims_that_are_not_as_we_make_them_are_not_ours) {
  const auto good = claims();
  for (const auto* name : {"user", "exp", "token_type", "iss", "sub", "jti"}) {
    auto claims = good;
    claims.erase(name);
    BOOST_TEST(!accepts(claims), name);
    claims[name] = 7.5;
    BOOST_TEST(!accepts(claims), name);
  }
  const auto with = [&](const char* name, const json::Value& value) {
    auto claims = good;
    claims[name] = value;
    return accepts(claims);
  };
  const auto now = base::to_seconds(clock.now());
  BOOST_TEST(!with("iss", "https://example.org/"));
  BOOST_TEST(!with("iss", "https://example.com"));
  BOOST_TEST(!with("token_type", "refresh_token"));
  BOOST_TEST(!with("token_type", "id_token"));
  BOOST_TEST(!with("sub", "alice"));
  BOOST_TEST(with("exp", now));
  BOOST_TEST(!with("exp", now - 1));
  BOOST_TEST(!with("exp", -1));
  BOOST_TEST(!with("nbf", now + 1));
  BOOST_TEST(!with("iat", now + 86400));
  BOOST_TEST(with("unknown", "claim"));
}

BOOST_AUTO_TEST_CASE(texts_that_are_no_tokens_are_invalid) {
  const auto token = made("alice");
  for (const std::string& text :
       {std::string(), std::string("."), std::string(".."), token + ".", token + "=", token + "\n",
        " " + token, token.substr(1), token.substr(0, token.size() - 1),
        token.substr(0, token.rfind('.')), std::string(1 << 20, 'a')}) {
    BOOST_TEST(!accepts(text), text.substr(0, 40));
    BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { tokens.with_refresh_token(text); }));
  }
}

BOOST_AUTO_TEST_CASE(what_becomes_of_an_account_stops_its_refresh_tokens_at_once) {
  made("alice");
  made("bob");
  const auto alice = id_of("alice");
  const auto bob = id_of("bob");
  const auto hers = tokens.refresh_token(alice, from("192.0.2.1"));
  const auto his = tokens.refresh_token(bob, from("192.0.2.1"));
  block(alice);
  plain_accounts.bury(bob, from("192.0.2.1"));
  for (const auto& token : {hers, his}) {
    BOOST_TEST(refuses(ErrorCode::forbidden, [&] { tokens.with_refresh_token(token); }));
  }
  for (const auto& account : {alice, bob}) {
    BOOST_TEST(
        refuses(ErrorCode::forbidden, [&] { tokens.refresh_token(account, from("192.0.2.1")); }));
    BOOST_TEST(refuses(ErrorCode::forbidden,
                       [&] { plain_accounts.change_password(account, "x", from("192.0.2.1")); }));
  }
}

BOOST_AUTO_TEST_CASE(what_ends_all_access_to_an_account_ends_the_tokens_made_before_and_no_other) {
  const auto access = made("alice");
  const auto alice = id_of("alice");
  const auto refresh = tokens.refresh_token(alice, from("192.0.2.1"));
  const auto renewed = tokens.with_refresh_token(refresh);
  const auto of_bob = made("bob");
  end_access(alice);
  const auto error = refusal_of([&] { tokens.with_refresh_token(refresh); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::invalid_argument));
  BOOST_TEST(error->rule() == "token.invalid");
  BOOST_TEST(error->value() == refresh);
  BOOST_TEST(is_ended(access));
  BOOST_TEST(is_ended(renewed));
  BOOST_TEST(!is_ended(of_bob));
  BOOST_TEST(accepts(access));  // by the key alone

  // In the same moment, and later.
  for (int i = 0; i < 3; ++i) {
    const auto again = tokens.with_password("alice", "pass word", from("192.0.2.1"));
    BOOST_TEST(!is_ended(again));
    const auto other = tokens.refresh_token(alice, from("192.0.2.1"));
    BOOST_TEST(!is_ended(tokens.with_refresh_token(other)));
    clock.advance(100s);
  }
  BOOST_TEST(is_ended(access));
}

BOOST_AUTO_TEST_CASE(a_token_of_a_host_whose_clock_is_a_minute_ahead_is_ended_as_well) {
  made("alice");
  clock.advance(60s);
  const auto access = tokens.with_password("alice", "pass word", from("192.0.2.1"));
  clock.advance(-60s);
  end_access(id_of("alice"));
  clock.advance(60s);
  BOOST_TEST(is_ended(access));
}

BOOST_AUTO_TEST_CASE(burying_takes_what_belongs_to_an_account_and_leaves_its_id_and_name) {
  make_active("alice");
  const auto before = id_of("alice");
  const auto bearer = token_of("alice");
  plain_accounts.bury(before, from("192.0.2.1"));
  BOOST_TEST((id_of("alice") == before));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { TestWorld::tokens.authenticate(bearer); }));
  BOOST_TEST(TestWorld::tokens.list(before).empty());
  BOOST_TEST(
      refuses(ErrorCode::not_found, [&] { plain_accounts.bury(before, from("192.0.2.1")); }));
  BOOST_TEST(audited("account:deleted") == 1);
}

BOOST_AUTO_TEST_CASE(what_matters_is_audited) {
  const auto token = made("alice");
  const auto alice = id_of("alice");
  plain_accounts.change_password(alice, "other", from("192.0.2.1"));
  const auto refresh = tokens.refresh_token(alice, from("192.0.2.1"));
  tokens.revoke(refresh, alice, from("192.0.2.1"));
  tokens.revoke(refresh, alice, from("192.0.2.1"));
  refuses(ErrorCode::unauthorized,
          [&] { tokens.with_password("alice", "pass word", from("192.0.2.1")); });
  for (const auto* event :
       {"account:created", "account:signed-in", "account:password-changed",
        "account:refresh-token-made", "account:refresh-token-revoked", "account:sign-in-failed"}) {
    BOOST_TEST(audited(event) == 1, event);
  }
}

BOOST_AUTO_TEST_CASE(of_many_who_take_a_name_one_gets_it) {
  plain_accounts.create("alice", "x", from("192.0.2.1"));
  for (const auto* name : {"alice", "Alice", "ALICE"}) {
    const auto error = refusal_of([&] { plain_accounts.create(name, "x", from("192.0.2.1")); });
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == ErrorCode::conflict));
    BOOST_TEST(error->value() == name);
  }
}

BOOST_AUTO_TEST_SUITE_END()
