#include "accounts/proof/tokens.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

bool is_valid(TestWorld& world, std::string_view token) {
  const auto error = refusal_of([&] { world.tokens.authenticate(token); });
  BOOST_TEST((!error || error->code() == ErrorCode::unauthorized));
  return !error;
}

bool revokes(TestWorld& world, std::string_view token, const base::Id& account) {
  const auto error = refusal_of([&] { world.tokens.revoke(token, account, from("192.0.2.1")); });
  BOOST_TEST((!error || error->code() == ErrorCode::not_found));
  return !error;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tokens, TestWorld)

BOOST_AUTO_TEST_CASE(a_token_lives_thirty_days_however_often_it_is_used) {
  make_active("ada");
  const auto token = token_of("ada");
  clock.advance(24h * 30 - 1ms);
  BOOST_TEST(is_valid(*this, token));
  clock.advance(1ms);
  BOOST_TEST(!is_valid(*this, token));
}

BOOST_AUTO_TEST_CASE(a_forged_a_foreign_and_a_token_of_another_kind_are_unauthorized) {
  make_active("ada");
  const auto token = token_of("ada");
  const auto id = tokens.authenticate(token).id;
  const crypto::OpaqueTokens foreign(crypto::Secret({std::string(64, '6')}));
  auto forged = token;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  for (const std::string& text :
       {std::string(), std::string("dwa_"), forged, token + "x",
        foreign.mint(crypto::TokenKind::account, id), opaque.mint(crypto::TokenKind::challenge, id),
        opaque.mint(crypto::TokenKind::account, base::Id())}) {
    BOOST_TEST(!is_valid(*this, text), text);
  }
}

BOOST_AUTO_TEST_CASE(the_tokens_of_a_blocked_account_open_nothing) {
  make_active("ada");
  const auto token = token_of("ada");
  block(id_of("ada"));
  BOOST_TEST(!is_valid(*this, token));
}

BOOST_AUTO_TEST_CASE(the_list_has_the_living_tokens_whole_and_oldest_first) {
  make_active("ada");
  make_active("bob");
  const auto start = clock.now();
  std::vector<std::string> given;
  for (int day = 0; day < 3; ++day) {
    given.push_back(token_of("ada"));
    token_of("bob");
    clock.advance(24h);
  }
  clock.advance(24h * 27);
  const auto listed = tokens.list(id_of("ada"));
  BOOST_REQUIRE(listed.size() == 2U);
  BOOST_TEST(listed[0].text == given[1]);
  BOOST_TEST((listed[0].expires_at == start + 24h * 31));
  BOOST_TEST(listed[1].text == given[2]);
  BOOST_TEST((listed[1].expires_at == start + 24h * 32));
}

BOOST_AUTO_TEST_CASE(a_revoked_token_opens_nothing_and_the_others_still_do) {
  make_active("ada");
  const auto ada = id_of("ada");
  const auto first = token_of("ada");
  const auto second = token_of("ada");
  BOOST_TEST(revokes(*this, first, ada));
  BOOST_TEST(!is_valid(*this, first));
  BOOST_TEST(is_valid(*this, second));
  BOOST_TEST(!revokes(*this, first, ada));
  BOOST_TEST(audited("account:token-revoked") == 1);
}

BOOST_AUTO_TEST_CASE(a_token_of_somebody_else_is_not_found_and_stays) {
  make_active("ada");
  make_active("bob");
  const auto token = token_of("ada");
  BOOST_TEST(!revokes(*this, token, id_of("bob")));
  BOOST_TEST(is_valid(*this, token));
}

BOOST_AUTO_TEST_CASE(what_is_no_living_token_is_not_found) {
  make_active("ada");
  const auto ada = id_of("ada");
  const auto token = token_of("ada");
  for (const std::string& text : {std::string(), std::string("dwa_"), token.substr(0, 47)}) {
    BOOST_TEST(!revokes(*this, text, ada), text);
  }
  clock.advance(24h * 30);
  BOOST_TEST(!revokes(*this, token, ada));
}

BOOST_AUTO_TEST_SUITE_END()
