#include "accounts/proof/tokens.h"

#include <boost/test/unit_test.hpp>

#include "service.h"
#include "support/refusals.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

bool is_valid(Service& service, std::string_view token) {
  const auto error = refusal_of([&] { service.tokens.authenticate(token); });
  BOOST_TEST((!error || error->code() == ErrorCode::unauthorized));
  return !error;
}

bool revokes(Service& service, std::string_view token, const base::Id& account) {
  const auto error = refusal_of([&] { service.tokens.revoke(token, account, from("192.0.2.1")); });
  BOOST_TEST((!error || error->code() == ErrorCode::not_found));
  return !error;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tokens, ServiceFixture)

BOOST_AUTO_TEST_CASE(a_token_lives_thirty_days_however_often_it_is_used) {
  service.make_active("ada");
  const auto token = service.token_of("ada");
  service.clock.advance(24h * 30 - 1ms);
  BOOST_TEST(is_valid(service, token));
  service.clock.advance(1ms);
  BOOST_TEST(!is_valid(service, token));
}

BOOST_AUTO_TEST_CASE(a_forged_a_foreign_and_a_token_of_another_kind_are_unauthorized) {
  service.make_active("ada");
  const auto token = service.token_of("ada");
  const auto id = service.tokens.authenticate(token).id;
  const crypto::OpaqueTokens foreign(crypto::Secret({std::string(64, '6')}));
  auto forged = token;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  for (const std::string& text : {std::string(), std::string("dwa_"), forged, token + "x",
                                  foreign.mint(crypto::TokenKind::account, id),
                                  service.opaque.mint(crypto::TokenKind::challenge, id),
                                  service.opaque.mint(crypto::TokenKind::account, base::Id())}) {
    BOOST_TEST(!is_valid(service, text), text);
  }
}

BOOST_AUTO_TEST_CASE(the_tokens_of_a_blocked_account_open_nothing) {
  service.make_active("ada");
  const auto token = service.token_of("ada");
  service.block(service.id_of("ada"));
  BOOST_TEST(!is_valid(service, token));
}

BOOST_AUTO_TEST_CASE(the_list_has_the_living_tokens_whole_and_oldest_first) {
  service.make_active("ada");
  service.make_active("bob");
  const auto start = service.clock.now();
  std::vector<std::string> given;
  for (int day = 0; day < 3; ++day) {
    given.push_back(service.token_of("ada"));
    service.token_of("bob");
    service.clock.advance(24h);
  }
  service.clock.advance(24h * 27);
  const auto listed = service.tokens.list(service.id_of("ada"));
  BOOST_REQUIRE(listed.size() == 2U);
  BOOST_TEST(listed[0].text == given[1]);
  BOOST_TEST((listed[0].expires_at == start + 24h * 31));
  BOOST_TEST(listed[1].text == given[2]);
  BOOST_TEST((listed[1].expires_at == start + 24h * 32));
}

BOOST_AUTO_TEST_CASE(a_revoked_token_opens_nothing_and_the_others_still_do) {
  service.make_active("ada");
  const auto ada = service.id_of("ada");
  const auto first = service.token_of("ada");
  const auto second = service.token_of("ada");
  BOOST_TEST(revokes(service, first, ada));
  BOOST_TEST(!is_valid(service, first));
  BOOST_TEST(is_valid(service, second));
  BOOST_TEST(!revokes(service, first, ada));
  BOOST_TEST(service.audited("account:token-revoked") == 1);
}

BOOST_AUTO_TEST_CASE(a_token_of_somebody_else_is_not_found_and_stays) {
  service.make_active("ada");
  service.make_active("bob");
  const auto token = service.token_of("ada");
  BOOST_TEST(!revokes(service, token, service.id_of("bob")));
  BOOST_TEST(is_valid(service, token));
}

BOOST_AUTO_TEST_CASE(what_is_no_living_token_is_not_found) {
  service.make_active("ada");
  const auto ada = service.id_of("ada");
  const auto token = service.token_of("ada");
  for (const std::string& text : {std::string(), std::string("dwa_"), token.substr(0, 47)}) {
    BOOST_TEST(!revokes(service, text, ada), text);
  }
  service.clock.advance(24h * 30);
  BOOST_TEST(!revokes(service, token, ada));
}

BOOST_AUTO_TEST_SUITE_END()
