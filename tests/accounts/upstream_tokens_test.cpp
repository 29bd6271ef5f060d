#include "accounts/issuers/upstream_tokens.h"

#include <boost/test/unit_test.hpp>

#include "accounts/context.h"
#include "support/fake_issuer.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

struct Portal : TestWorld {
  /// Whether the token is taken; anything but a refusal as unauthorized fails the test.
  bool takes(const std::string& token) {
    const auto error = refusal_of([&] { tokens.verify(token); });
    BOOST_TEST((!error || error->code() == ErrorCode::unauthorized));
    return !error;
  }
  bool takes_claims(const json::Value& claims) { return takes(issuer.signed_token(claims)); }

  std::string token(const std::string& subject = "one") {
    return issuer.token(subject, clock.now());
  }
  json::Value claims() { return issuer.claims("one", clock.now()); }

  FakeIssuer issuer;
  accounts::UpstreamKeys keys{database,
                              clock,
                              [this](const auto&) { return issuer.publish(); },
                              {.url = "https://issuer.example/keys"}};
  crypto::Seal seal{crypto::Secret({std::string(64, '5')}), "skynet-jwt", entropy};
  accounts::UpstreamTokens tokens{keys,
                                  context.terms,
                                  seal,
                                  {.algorithms = {crypto::Algorithm::eddsa},
                                   .issuer = "https://issuer.example/",
                                   .audience = ""}};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(upstream_tokens, Portal)

BOOST_AUTO_TEST_CASE(a_token_says_who_and_until_when) {
  const auto found = tokens.verify(token("c0ffee"));
  BOOST_TEST(found.issuer == "https://issuer.example/");
  BOOST_TEST(found.subject == "c0ffee");
  BOOST_TEST(base::to_seconds(*found.expires_at) == base::to_seconds(clock.now()) + 900);
}

BOOST_AUTO_TEST_CASE(a_token_without_an_expiry_is_one_and_says_so) {
  auto object = claims();
  object.erase("exp");
  BOOST_TEST(!tokens.verify(issuer.signed_token(object)).expires_at);
}

BOOST_AUTO_TEST_CASE(an_expiry_beyond_all_calendars_is_the_last_of_them) {
  auto object = claims();
  object["exp"] = 1e300;
  const auto found = tokens.verify(issuer.signed_token(object));
  BOOST_TEST(base::to_seconds(*found.expires_at) == 253402300799);
}

BOOST_AUTO_TEST_CASE(a_token_without_a_subject_of_use_is_refused) {
  for (const auto& subject :
       {json::Value(""), json::Value(7), json::Value(nullptr), json::Value::array({"one"}),
        json::Value("a "), json::Value(" a"), json::Value(std::string("a\0b", 3)),
        json::Value("a\nb"), json::Value(std::string(256, 'a'))}) {
    auto object = claims();
    object["sub"] = subject;
    BOOST_TEST(!takes_claims(object), json::dump(subject));
  }
  auto object = claims();
  object.erase("sub");
  BOOST_TEST(!takes_claims(object));
  object["sub"] = std::string(255, 'a');
  BOOST_TEST(takes_claims(object));
}

BOOST_AUTO_TEST_CASE(times_are_kept_to_but_for_the_skew) {
  const auto now = base::to_seconds(clock.now());
  const auto with = [&](const char* claim, const json::Value& value) {
    auto object = claims();
    object[claim] = value;
    return takes_claims(object);
  };
  BOOST_TEST(with("exp", now - 29));
  BOOST_TEST(!with("exp", now - 31));
  BOOST_TEST(!with("exp", "soon"));
  BOOST_TEST(!with("exp", -1));
  BOOST_TEST(with("nbf", now + 29));
  BOOST_TEST(!with("nbf", now + 31));
  BOOST_TEST(with("iat", now + 29));
  BOOST_TEST(!with("iat", now + 86400));
}

BOOST_AUTO_TEST_CASE(the_issuer_counts_to_the_letter) {
  for (const auto* issuer_name : {"https://issuer.example", "https://issuer.example//", "", "x"}) {
    auto object = claims();
    object["iss"] = issuer_name;
    BOOST_TEST(!takes_claims(object), issuer_name);
  }
  auto object = claims();
  object.erase("iss");
  BOOST_TEST(!takes_claims(object));
}

BOOST_AUTO_TEST_CASE(an_audience_that_is_wanted_must_be_among_the_tokens) {
  accounts::UpstreamTokens strict(
      keys, context.terms, seal,
      {.algorithms = {crypto::Algorithm::eddsa}, .issuer = "", .audience = "portal"});
  const auto with = [&](const json::Value& audience) {
    auto object = claims();
    object["aud"] = audience;
    return !refuses(ErrorCode::unauthorized, [&] { strict.verify(issuer.signed_token(object)); });
  };
  BOOST_TEST(with("portal"));
  BOOST_TEST(with(json::Value::array({"other", "portal"})));
  BOOST_TEST(!with("other"));
  BOOST_TEST(!with(json::Value::array()));
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { strict.verify(token()); }));
}

BOOST_AUTO_TEST_CASE(an_algorithm_that_is_not_wanted_is_refused) {
  accounts::UpstreamTokens rsa(
      keys, context.terms, seal,
      {.algorithms = {crypto::Algorithm::rs256}, .issuer = "", .audience = ""});
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { rsa.verify(token()); }));
}

BOOST_AUTO_TEST_CASE(the_tokens_of_another_provider_with_the_same_names_are_refused) {
  takes(token());
  issuer.fetches = 0;
  FakeIssuer other;
  other.rotate();
  BOOST_TEST(!takes(other.token("one", clock.now())));
}

BOOST_AUTO_TEST_CASE(a_new_key_of_the_provider_is_known_with_its_first_token) {
  BOOST_TEST(takes(token()));
  clock.advance(30s);
  issuer.rotate();
  BOOST_TEST(takes(token()));
  BOOST_TEST(issuer.fetches == 2);
}

BOOST_AUTO_TEST_CASE(a_new_key_of_a_provider_that_names_none_is_known_with_its_first_token) {
  issuer.names_keys = false;
  BOOST_TEST(takes(token()));
  clock.advance(30s);
  issuer.rotate();
  issuer.forget_older();
  BOOST_TEST(takes(token()));
  BOOST_TEST(issuer.fetches == 2);
  FakeIssuer stranger;
  stranger.names_keys = false;
  stranger.rotate();
  for (int i = 0; i < 100; ++i) BOOST_TEST(!takes(stranger.token("x", clock.now())));
  BOOST_TEST(issuer.fetches == 2);
}

BOOST_AUTO_TEST_CASE(tokens_of_unknown_keys_make_one_fetch_in_a_cooldown) {
  takes(token());
  clock.advance(30s);
  issuer.fetches = 0;
  const FakeIssuer stranger = [] {
    FakeIssuer made;
    for (int i = 0; i < 3; ++i) made.rotate();
    return made;
  }();
  for (int i = 0; i < 200; ++i) BOOST_TEST(!takes(stranger.token("x", clock.now())));
  BOOST_TEST(issuer.fetches == 1);
  BOOST_TEST(takes(token()));
}

BOOST_AUTO_TEST_CASE(what_is_no_token_makes_no_fetch_at_all) {
  takes(token());
  clock.advance(30s);
  issuer.fetches = 0;
  auto changed = token();
  changed[changed.size() - 20] = changed[changed.size() - 20] == 'A' ? 'B' : 'A';
  for (const auto& text : {std::string(), std::string(".."), std::string("a.b.c"), changed,
                           std::string(100'000, 'a'), token() + "x", token() + "."}) {
    BOOST_TEST(!takes(text));
  }
  BOOST_TEST(issuer.fetches == 0);
}

BOOST_AUTO_TEST_CASE(without_a_provider_every_token_is_refused) {
  accounts::UpstreamKeys nothing(database, clock, [this](const auto&) { return issuer.publish(); },
                                 {});
  accounts::UpstreamTokens closed(
      nothing, context.terms, seal,
      {.algorithms = {crypto::Algorithm::eddsa}, .issuer = "", .audience = ""});
  BOOST_TEST(refuses(ErrorCode::unauthorized, [&] { closed.verify(token()); }));
  BOOST_TEST(issuer.fetches == 0);
}

BOOST_AUTO_TEST_CASE(a_refusal_tells_the_client_nothing_of_the_reason) {
  auto object = claims();
  object.erase("sub");
  const auto no_subject = refusal_of([&] { tokens.verify(issuer.signed_token(object)); });
  const auto no_token = refusal_of([&] { tokens.verify("x"); });
  BOOST_REQUIRE(no_subject && no_token);
  BOOST_TEST(no_subject->public_text() == no_token->public_text());
  BOOST_TEST(no_subject->private_detail() != no_token->private_detail());
}

BOOST_AUTO_TEST_CASE(a_sealed_token_is_opaque_and_comes_back_whole) {
  const auto text = token();
  const auto sealed = tokens.seal(text);
  BOOST_TEST(sealed != tokens.seal(text));
  BOOST_TEST(sealed.find(text.substr(0, 20)) == std::string::npos);
  BOOST_TEST(tokens.open(sealed).value() == text);
  BOOST_TEST(!tokens.open(text));
  BOOST_TEST(!tokens.open(sealed + "A"));
  BOOST_TEST(!tokens.open(""));
}

BOOST_AUTO_TEST_SUITE_END()
