#include <boost/test/unit_test.hpp>

#include "accounts/identity/sign_up.h"
#include "rivals.h"
#include "store/challenges.h"
#include "support/forked.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

bool verifies(TestWorld& world, std::string_view token) {
  const auto error = refusal_of([&] { world.sign_up.verify(token, from("192.0.2.1")); });
  BOOST_TEST((!error || error->code() == ErrorCode::not_found));
  return !error;
}

// Another challenge for the account that holds the name.
std::string challenge_for(TestWorld& world, const std::string& username, const std::string& purpose,
                          const std::string& address) {
  const model::Challenge challenge{base::Id::make(world.clock.now(), world.entropy),
                                   world.id_of(username), purpose, address,
                                   world.clock.now() + 10min};
  world.database.transaction(
      [&](store::Session& session) { store::Challenges(session).insert(challenge); });
  return world.opaque.mint(crypto::TokenKind::challenge, challenge.id);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(verify, TestWorld)

BOOST_AUTO_TEST_CASE(the_mailed_token_makes_the_account_active_once) {
  register_account("ada");
  const auto token = mailed_token();
  BOOST_TEST(verifies(*this, token));
  BOOST_TEST(!verifies(*this, token));
  BOOST_TEST(!token_of("ada").empty());
  BOOST_TEST(audited("account:verified") == 1);
}

BOOST_AUTO_TEST_CASE(a_verified_account_stays_when_its_registration_would_have_expired) {
  make_active("ada");
  clock.advance(24h * 365);
  BOOST_TEST(!token_of("ada").empty());
}

BOOST_AUTO_TEST_CASE(a_token_works_until_ten_minutes_have_passed) {
  register_account("ada");
  clock.advance(10min - 1ms);
  BOOST_TEST(sign_up.pending(mailed_token()).has_value());
  BOOST_TEST(verifies(*this, mailed_token()));
}

BOOST_AUTO_TEST_CASE(a_token_is_unknown_at_ten_minutes_and_behind_them) {
  for (const auto late : {10min + 0ms, 10min + 1ms, 24h * 30 + 0ms}) {
    const TempDirectory fresh;
    TestWorld other({.directory = fresh.path()});
    other.register_account("ada");
    other.clock.advance(late);
    BOOST_TEST(!other.sign_up.pending(other.mailed_token()));
    BOOST_TEST(!verifies(other, other.mailed_token()));
  }
}

BOOST_AUTO_TEST_CASE(looking_at_a_token_changes_nothing) {
  register_account("ada");
  const auto token = mailed_token();
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(sign_up.pending(token).value().username == "ada");
  }
  BOOST_TEST(verifies(*this, token));
  BOOST_TEST(!sign_up.pending(token));
}

BOOST_AUTO_TEST_CASE(a_token_tells_where_its_owner_wanted_to_go) {
  sign_up.register_account(
      {"ada", "pass word", "ada@example.org", model::PasswordPolicy::standard, "/x?y"},
      {"192.0.2.1", "en"});
  BOOST_TEST(sign_up.pending(mailed_token()).value().target == "/x?y");
}

BOOST_AUTO_TEST_CASE(anything_but_the_whole_token_is_unknown) {
  make_active("bob");
  register_account("ada");
  const auto token = mailed_token();
  auto forged = token;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  for (const std::string& text :
       {std::string(), token.substr(0, 4), token.substr(0, 26), token.substr(0, 47), token + "0",
        " " + token, std::string("%"), "dwv_" + std::string(44, '%'), "dwv_" + std::string(44, '_'),
        std::string("' or 1=1 --"), forged, token_of("bob")}) {
    BOOST_TEST(!verifies(*this, text), text);
    BOOST_TEST(!sign_up.pending(text));
  }
  BOOST_TEST(verifies(*this, token));
}

BOOST_AUTO_TEST_CASE(a_challenge_for_another_purpose_or_another_address_verifies_nothing) {
  register_account("ada");
  BOOST_TEST(!verifies(*this, challenge_for(*this, "ada", "reset", "ada@example.org")));
  BOOST_TEST(!verifies(*this, challenge_for(*this, "ada", "register", "old@example.org")));
  BOOST_TEST(verifies(*this, challenge_for(*this, "ada", "register", "ada@example.org")));
}

BOOST_AUTO_TEST_CASE(a_blocked_account_is_not_opened_by_its_mail) {
  register_account("ada");
  block(id_of("ada"));
  BOOST_TEST(!verifies(*this, mailed_token()));
}

BOOST_AUTO_TEST_CASE(a_bad_token_counts_as_a_failure_of_the_address) {
  for (int i = 0; i < 30; ++i) BOOST_TEST(!verifies(*this, "dwv_"));
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { gate.admit("192.0.2.1"); }));
}

BOOST_AUTO_TEST_CASE(of_twenty_who_bring_one_token_at_once_exactly_one_succeeds) {
  const TempDirectory shared;
  std::string token;
  {
    TestWorld first({.directory = shared.path()});
    first.register_account("ada");
    token = first.mailed_token();
  }
  std::vector<Forked> rivals;
  for (int i = 0; i < 20; ++i) {
    rivals.emplace_back([&] {
      TestWorld rival({.directory = shared.path()});
      return outcome_among_rivals(ErrorCode::not_found,
                                  [&] { rival.sign_up.verify(token, from("192.0.2.1")); });
    });
  }
  expect_one_winner(rivals);
}

BOOST_AUTO_TEST_SUITE_END()
