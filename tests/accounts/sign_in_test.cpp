#include "accounts/proof/sign_in.h"

#include <boost/test/unit_test.hpp>

#include "meanwhile.h"
#include "store/session.h"
#include "support/count_statements.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

std::optional<base::Error> refusal(TestWorld& world, const std::string& username,
                                   const std::string& password,
                                   const std::string& address = "192.0.2.1") {
  return refusal_of([&] { world.sign_in.with_password(username, password, from(address)); });
}

bool refused_with(TestWorld& world, ErrorCode code, const std::string& username,
                  const std::string& password, const std::string& address = "192.0.2.1") {
  const auto error = refusal(world, username, password, address);
  return error && error->code() == code;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in, TestWorld)

BOOST_AUTO_TEST_CASE(the_right_password_gives_a_new_token_each_time) {
  make_active("Ada");
  const auto first = token_of("ADA");
  const auto second = token_of("ada");
  BOOST_TEST(first != second);
  BOOST_TEST((tokens.authenticate(first).account == id_of("ada")));
  BOOST_TEST((tokens.authenticate(second).account == id_of("ada")));
  BOOST_TEST(audited("account:signed-in") == 2);
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_unauthorized_and_an_unknown_name_not_found) {
  make_active("ada");
  for (const auto* wrong : {"Secret", "secret ", "secre", ""}) {
    BOOST_TEST(!refused_with(*this, ErrorCode::not_found, "ada", wrong));
  }
  BOOST_TEST(refused_with(*this, ErrorCode::unauthorized, "ada", "wrong"));
  for (const auto* name : {"bob", "", "root", "ada@example.org", "ada ", "a%", "' or 1=1 --"}) {
    BOOST_TEST(refused_with(*this, ErrorCode::not_found, name, "secret"), name);
  }
  BOOST_TEST(audited("account:sign-in-failed") == 4);
}

BOOST_AUTO_TEST_CASE(an_unknown_name_costs_no_hash) {
  const auto held = slots.take();
  BOOST_TEST(refused_with(*this, ErrorCode::not_found, "bob", "secret"));
}

BOOST_AUTO_TEST_CASE(a_password_longer_than_any_is_refused_before_it_is_hashed) {
  make_active("ada");
  const auto held = slots.take();
  BOOST_TEST(refused_with(*this, ErrorCode::invalid_argument, "ada", std::string(1025, 'p')));
  BOOST_TEST(refused_with(*this, ErrorCode::invalid_argument, "ada", std::string(1 << 20, 'p')));
  BOOST_TEST(refused_with(*this, ErrorCode::unavailable, "ada", std::string(1024, 'p')));
}

BOOST_AUTO_TEST_CASE(every_byte_of_a_password_counts) {
  const std::string front(72, 'p');
  const auto odd = front + std::string("\0\xff", 2) + std::string(950, 'x');
  sign_up.register_account({"ada", odd, "ada@example.org"}, from("192.0.2.1"));
  sign_up.verify(mailed_token(), from("192.0.2.1"));
  BOOST_TEST(!refusal(*this, "ada", odd));
  BOOST_TEST(refused_with(*this, ErrorCode::unauthorized, "ada", front + "y"));
  BOOST_TEST(refused_with(*this, ErrorCode::unauthorized, "ada", front));
  BOOST_TEST(refused_with(*this, ErrorCode::unauthorized, "ada", odd.substr(0, odd.size() - 1)));
}

BOOST_AUTO_TEST_CASE(a_pending_account_depends_on_its_verification) {
  register_account("ada");
  BOOST_TEST(refused_with(*this, ErrorCode::failed_dependency, "ada", "secret"));
  BOOST_TEST(refused_with(*this, ErrorCode::unauthorized, "ada", "wrong"));
}

BOOST_AUTO_TEST_CASE(an_expired_registration_is_nobody) {
  register_account("ada");
  clock.advance(10min);
  BOOST_TEST(refused_with(*this, ErrorCode::not_found, "ada", "secret"));
}

BOOST_AUTO_TEST_CASE(a_blocked_account_is_told_so_only_with_its_password) {
  make_active("ada");
  block(id_of("ada"));
  BOOST_TEST(refused_with(*this, ErrorCode::forbidden, "ada", "secret"));
  BOOST_TEST(refused_with(*this, ErrorCode::unauthorized, "ada", "wrong"));
}

BOOST_AUTO_TEST_CASE(what_happens_to_an_account_while_its_password_is_checked_counts) {
  const auto refused_when = [&](ErrorCode code, const std::string& name, auto event) {
    make_active(name);
    Meanwhile meanwhile(*this, [&] { event(id_of(name)); });
    accounts::SignIn signing_in(meanwhile.context, gate, {});
    return refuses(code, [&] { signing_in.with_password(name, "secret", from("192.0.2.1")); });
  };
  BOOST_TEST(refused_when(ErrorCode::forbidden, "ada", [&](auto id) { block(id); }));
  BOOST_TEST(
      refused_when(ErrorCode::unauthorized, "bob", [&](auto id) { set_password(id, "another"); }));
  BOOST_TEST(refused_when(ErrorCode::not_found, "eve",
                          [&](auto id) { closure.close(id, from("192.0.2.1")); }));
  BOOST_TEST(audited("account:signed-in") == 0);
}

BOOST_AUTO_TEST_CASE(no_free_slot_is_a_reason_to_come_back_in_a_second) {
  make_active("ada");
  const auto held = slots.take();
  const auto error = refusal(*this, "ada", "secret");
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST((error->retry_after() == 1s));
}

BOOST_AUTO_TEST_CASE(a_hundred_guesses_from_a_hundred_addresses_do_not_lock_the_owner_out) {
  make_active("ada");
  token_of("ada", "192.0.2.7");
  for (int i = 0; i < 100; ++i) {
    refusal(*this, "ada", "guess", "198.51.100." + std::to_string(i));
  }
  BOOST_TEST(!refusal(*this, "ada", "secret", "192.0.2.7"));
  const auto elsewhere = refusal(*this, "ada", "secret", "203.0.113.1");
  BOOST_REQUIRE(elsewhere);
  BOOST_TEST((elsewhere->code() == ErrorCode::too_many_requests));
  BOOST_REQUIRE(elsewhere->retry_after().has_value());
  clock.advance(*elsewhere->retry_after());
  BOOST_TEST(!refusal(*this, "ada", "secret", "203.0.113.1"));
}

BOOST_AUTO_TEST_CASE(a_name_over_its_budget_is_refused_before_anything_is_hashed) {
  make_active("ada");
  for (int i = 0; i < 10; ++i) refusal(*this, "ada", "guess");
  BOOST_TEST(audited("account:sign-in-failed") == 10);
  const auto held = slots.take();
  BOOST_TEST(refused_with(*this, ErrorCode::too_many_requests, "ada", "secret"));
}

BOOST_AUTO_TEST_CASE(failed_attempts_count_against_the_address_over_all_names) {
  make_active("ada");
  for (int i = 0; i < 15; ++i) refusal(*this, "nobody" + std::to_string(i), "guess");
  for (int i = 0; i < 15; ++i) refusal(*this, "no such name", "guess");
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { gate.admit("192.0.2.1"); }));
}

BOOST_AUTO_TEST_CASE(names_that_nobody_has_are_not_audited) {
  for (int i = 0; i < 5; ++i) refusal(*this, "n" + std::to_string(i), "guess");
  BOOST_TEST(audited("account:sign-in-failed") == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(sign_in_hardened, HardenedWorld)

BOOST_AUTO_TEST_CASE(an_unknown_name_and_a_wrong_password_are_answered_alike) {
  make_active("ada");
  const auto wrong = refusal(*this, "ada", "guess");
  BOOST_REQUIRE(wrong);
  for (const auto* name : {"bob", "root", "", "not a name"}) {
    const auto unknown = refusal(*this, name, "guess");
    BOOST_REQUIRE(unknown);
    BOOST_TEST((unknown->code() == wrong->code()));
    BOOST_TEST(unknown->public_text() == wrong->public_text());
    BOOST_TEST(unknown->subject() == wrong->subject());
    BOOST_TEST((unknown->retry_after() == wrong->retry_after()));
  }
}

BOOST_AUTO_TEST_CASE(both_cost_a_hash) {
  make_active("ada");
  const auto held = slots.take();
  for (const auto* name : {"ada", "bob", "root", ""}) {
    BOOST_TEST(refused_with(*this, ErrorCode::unavailable, name, "guess"), name);
  }
}

BOOST_AUTO_TEST_CASE(both_names_come_over_their_budget_alike) {
  make_active("ada");
  for (const auto* name : {"ada", "bob"}) {
    for (int i = 0; i < 10; ++i) {
      BOOST_TEST(refused_with(*this, ErrorCode::unauthorized, name, "guess",
                              "198.51.100." + std::to_string(i)));
    }
    BOOST_TEST(refused_with(*this, ErrorCode::too_many_requests, name, "guess", "203.0.113.1"));
  }
}

BOOST_AUTO_TEST_CASE(who_guesses_often_at_once_learns_no_more_than_one_after_the_other) {
  make_active("ada");
  const auto guess = [&] {
    BOOST_TEST(refused_with(*this, ErrorCode::unauthorized, "ada", "wrong", "198.51.100.1"));
  };
  WhileHashing meanwhile(*this, [&] {
    for (int i = 0; i < 10; ++i) guess();
  });
  accounts::SignIn desk(meanwhile.context, gate, {});
  BOOST_TEST(refuses(ErrorCode::too_many_requests,
                     [&] { desk.with_password("ada", "secret", from("198.51.100.1")); }));
}

BOOST_AUTO_TEST_CASE(who_signs_in_while_the_password_is_changed_does_not_come_in_by_the_old_one) {
  make_active("ada");
  WhileHashing meanwhile(*this, [this] { set_password(id_of("ada"), "another"); });
  accounts::SignIn desk(meanwhile.context, gate, {});
  BOOST_TEST(refuses(ErrorCode::unauthorized,
                     [&] { desk.with_password("ada", "secret", from("192.0.2.1")); }));
}

BOOST_AUTO_TEST_CASE(a_refusal_costs_the_database_a_fraction_of_a_sign_in) {
  make_active("ada");
  token_of("ada");
  const auto success = count_statements(database, [&] { token_of("ada"); });
  const auto refused = [&](ErrorCode code) {
    return count_statements(
        database, [&] { BOOST_TEST(refused_with(*this, code, "ada", "secret", "198.51.100.1")); });
  };
  {
    const auto held = slots.take();
    BOOST_TEST(refused(ErrorCode::unavailable) == 2);  // the account, its budgets
  }
  for (int i = 0; i < 10; ++i) refusal(*this, "ada", "wrong", "198.51.100.1");
  BOOST_TEST(refused(ErrorCode::too_many_requests) == 3);  // and whether the network is known
  BOOST_TEST(success >= 3 * refused(ErrorCode::too_many_requests));
  BOOST_TEST_MESSAGE("a sign-in takes " << success << " statements");
}

BOOST_AUTO_TEST_SUITE_END()
