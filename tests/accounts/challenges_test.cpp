#include "accounts/challenges.h"

#include <boost/test/unit_test.hpp>

#include "store/accounts.h"
#include "support/refusals.h"
#include "support/test_world.h"

using accounts::Challenges;
using accounts::Purpose;
using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

struct Mailbox : AdasWorld {
  model::Account ada() {
    return database
        .read([&](store::Session& session) {
          return store::Accounts(session).by_username("ada", clock.now());
        })
        .value();
  }

  std::string offer(const Purpose& purpose, const std::string& address = "ada@example.org") {
    const auto owner = ada();
    const auto made = database.transaction([&](store::Session& session) {
      return accounts::offer(session, context, purpose, owner, address);
    });
    return opaque.mint(crypto::TokenKind::challenge, made.id);
  }

  bool is_good(const std::string& token, const Purpose& purpose) {
    return challenges.find(token, {&purpose}).has_value();
  }

  /// What becomes of it; `act` is what is done with it.
  bool redeems(const std::string& token, const Purpose& purpose, bool act = true) {
    const auto error = refusal_of([&] {
      challenges.redeem(token, {&purpose}, from("192.0.2.1"),
                        [&](store::Session&, Challenges::Good&) { return act; });
    });
    BOOST_TEST((!error || error->code() == ErrorCode::not_found));
    return !error;
  }

  Challenges challenges{context, gate};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(challenges, Mailbox)

BOOST_AUTO_TEST_CASE(each_purpose_has_its_lifetime) {
  const std::pair<const Purpose*, std::chrono::seconds> rows[] = {{&accounts::kResetPassword, 1h},
                                                                  {&accounts::kChangeAddress, 24h},
                                                                  {&accounts::kTakeBack, 7 * 24h}};
  for (const auto& [purpose, lifetime] : rows) {
    const auto token = offer(*purpose);
    clock.advance(lifetime - 1ms);
    BOOST_TEST(is_good(token, *purpose), purpose->name);
    clock.advance(1ms);
    BOOST_TEST(!is_good(token, *purpose), purpose->name);
  }
}

BOOST_AUTO_TEST_CASE(a_new_one_ends_the_one_before_it_where_there_is_to_be_one) {
  for (const auto* purpose : {&accounts::kResetPassword, &accounts::kChangeAddress}) {
    const auto first = offer(*purpose);
    BOOST_TEST(is_good(offer(*purpose), *purpose), purpose->name);
    BOOST_TEST(!is_good(first, *purpose), purpose->name);
  }
  const auto warning = offer(accounts::kTakeBack);
  offer(accounts::kTakeBack);
  BOOST_TEST(is_good(warning, accounts::kTakeBack));
}

BOOST_AUTO_TEST_CASE(it_is_redeemed_once_and_for_its_own_purpose) {
  const auto token = offer(accounts::kResetPassword);
  BOOST_TEST(!redeems(token, accounts::kTakeBack));
  BOOST_TEST(redeems(token, accounts::kResetPassword));
  BOOST_TEST(!redeems(token, accounts::kResetPassword));
  BOOST_TEST(!redeems("dwv_x", accounts::kResetPassword));
}

BOOST_AUTO_TEST_CASE(whoever_says_no_after_all_has_spent_it) {
  const auto token = offer(accounts::kResetPassword);
  BOOST_TEST(!redeems(token, accounts::kResetPassword, /*act=*/false));
  BOOST_TEST(!redeems(token, accounts::kResetPassword));
}

BOOST_AUTO_TEST_CASE(it_holds_of_the_account_as_it_is_now) {
  const auto reset = offer(accounts::kResetPassword);
  const auto change = offer(accounts::kChangeAddress, "new@example.org");
  const auto back = offer(accounts::kTakeBack);
  BOOST_TEST(
      !is_good(offer(accounts::kResetPassword, "old@example.org"), accounts::kResetPassword));
  BOOST_TEST(!is_good(reset, accounts::kResetPassword));  // the newer one has ended it
  BOOST_TEST(!is_good(offer(accounts::kRegister), accounts::kRegister));  // ada is active
  block(id_of("ada"));
  BOOST_TEST(!is_good(change, accounts::kChangeAddress));
  BOOST_TEST(!is_good(back, accounts::kTakeBack));
}

BOOST_AUTO_TEST_SUITE_END()
