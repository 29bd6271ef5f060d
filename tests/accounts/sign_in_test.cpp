#include "accounts/proof/sign_in.h"

#include <boost/test/unit_test.hpp>

#include "meanwhile.h"
#include "service.h"
#include "store/session.h"
#include "support/count_statements.h"
#include "support/refusals.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

std::optional<base::Error> refusal(Service& service, const std::string& username,
                                   const std::string& password,
                                   const std::string& address = "192.0.2.1") {
  return refusal_of([&] { service.sign_in.with_password(username, password, from(address)); });
}

bool refused_with(Service& service, ErrorCode code, const std::string& username,
                  const std::string& password, const std::string& address = "192.0.2.1") {
  const auto error = refusal(service, username, password, address);
  return error && error->code() == code;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_in, ServiceFixture)

BOOST_AUTO_TEST_CASE(the_right_password_gives_a_new_token_each_time) {
  service.make_active("Ada");
  const auto first = service.token_of("ADA");
  const auto second = service.token_of("ada");
  BOOST_TEST(first != second);
  BOOST_TEST((service.tokens.authenticate(first).account == service.id_of("ada")));
  BOOST_TEST((service.tokens.authenticate(second).account == service.id_of("ada")));
  BOOST_TEST(service.audited("account:signed-in") == 2);
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_unauthorized_and_an_unknown_name_not_found) {
  service.make_active("ada");
  for (const auto* wrong : {"Secret", "secret ", "secre", ""}) {
    BOOST_TEST(!refused_with(service, ErrorCode::not_found, "ada", wrong));
  }
  BOOST_TEST(refused_with(service, ErrorCode::unauthorized, "ada", "wrong"));
  for (const auto* name : {"bob", "", "root", "ada@example.org", "ada ", "a%", "' or 1=1 --"}) {
    BOOST_TEST(refused_with(service, ErrorCode::not_found, name, "secret"), name);
  }
  BOOST_TEST(service.audited("account:sign-in-failed") == 4);
}

BOOST_AUTO_TEST_CASE(an_unknown_name_costs_no_hash) {
  const auto held = service.slots.take();
  BOOST_TEST(refused_with(service, ErrorCode::not_found, "bob", "secret"));
}

BOOST_AUTO_TEST_CASE(a_password_longer_than_any_is_refused_before_it_is_hashed) {
  service.make_active("ada");
  const auto held = service.slots.take();
  BOOST_TEST(refused_with(service, ErrorCode::invalid_argument, "ada", std::string(1025, 'p')));
  BOOST_TEST(refused_with(service, ErrorCode::invalid_argument, "ada", std::string(1 << 20, 'p')));
  BOOST_TEST(refused_with(service, ErrorCode::unavailable, "ada", std::string(1024, 'p')));
}

BOOST_AUTO_TEST_CASE(every_byte_of_a_password_counts) {
  const std::string front(72, 'p');
  const auto odd = front + std::string("\0\xff", 2) + std::string(950, 'x');
  service.sign_up.register_account({"ada", odd, "ada@example.org"}, from("192.0.2.1"));
  service.sign_up.verify(service.mailed_token(), from("192.0.2.1"));
  BOOST_TEST(!refusal(service, "ada", odd));
  BOOST_TEST(refused_with(service, ErrorCode::unauthorized, "ada", front + "y"));
  BOOST_TEST(refused_with(service, ErrorCode::unauthorized, "ada", front));
  BOOST_TEST(refused_with(service, ErrorCode::unauthorized, "ada", odd.substr(0, odd.size() - 1)));
}

BOOST_AUTO_TEST_CASE(a_pending_account_depends_on_its_verification) {
  service.register_account("ada");
  BOOST_TEST(refused_with(service, ErrorCode::failed_dependency, "ada", "secret"));
  BOOST_TEST(refused_with(service, ErrorCode::unauthorized, "ada", "wrong"));
}

BOOST_AUTO_TEST_CASE(an_expired_registration_is_nobody) {
  service.register_account("ada");
  service.clock.advance(10min);
  BOOST_TEST(refused_with(service, ErrorCode::not_found, "ada", "secret"));
}

BOOST_AUTO_TEST_CASE(a_blocked_account_is_told_so_only_with_its_password) {
  service.make_active("ada");
  service.block(service.id_of("ada"));
  BOOST_TEST(refused_with(service, ErrorCode::forbidden, "ada", "secret"));
  BOOST_TEST(refused_with(service, ErrorCode::unauthorized, "ada", "wrong"));
}

BOOST_AUTO_TEST_CASE(what_happens_to_an_account_while_its_password_is_checked_counts) {
  const auto refused_when = [&](ErrorCode code, const std::string& name, auto event) {
    service.make_active(name);
    Meanwhile meanwhile([&] { event(service.id_of(name)); });
    accounts::SignIn sign_in(meanwhile.in(service), service.gate, {});
    return refuses(code, [&] { sign_in.with_password(name, "secret", from("192.0.2.1")); });
  };
  BOOST_TEST(refused_when(ErrorCode::forbidden, "ada", [&](auto id) { service.block(id); }));
  BOOST_TEST(refused_when(ErrorCode::unauthorized, "bob",
                          [&](auto id) { service.set_password(id, "another"); }));
  BOOST_TEST(refused_when(ErrorCode::not_found, "eve",
                          [&](auto id) { service.closure.close(id, from("192.0.2.1")); }));
  BOOST_TEST(service.audited("account:signed-in") == 0);
}

BOOST_AUTO_TEST_CASE(no_free_slot_is_a_reason_to_come_back_in_a_second) {
  service.make_active("ada");
  const auto held = service.slots.take();
  const auto error = refusal(service, "ada", "secret");
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::unavailable));
  BOOST_TEST((error->retry_after() == 1s));
}

BOOST_AUTO_TEST_CASE(a_hundred_guesses_from_a_hundred_addresses_do_not_lock_the_owner_out) {
  service.make_active("ada");
  service.token_of("ada", "192.0.2.7");
  for (int i = 0; i < 100; ++i) {
    refusal(service, "ada", "guess", "198.51.100." + std::to_string(i));
  }
  BOOST_TEST(!refusal(service, "ada", "secret", "192.0.2.7"));
  const auto elsewhere = refusal(service, "ada", "secret", "203.0.113.1");
  BOOST_REQUIRE(elsewhere);
  BOOST_TEST((elsewhere->code() == ErrorCode::too_many_requests));
  BOOST_REQUIRE(elsewhere->retry_after().has_value());
  service.clock.advance(*elsewhere->retry_after());
  BOOST_TEST(!refusal(service, "ada", "secret", "203.0.113.1"));
}

BOOST_AUTO_TEST_CASE(a_name_over_its_budget_is_refused_before_anything_is_hashed) {
  service.make_active("ada");
  for (int i = 0; i < 10; ++i) refusal(service, "ada", "guess");
  BOOST_TEST(service.audited("account:sign-in-failed") == 10);
  const auto held = service.slots.take();
  BOOST_TEST(refused_with(service, ErrorCode::too_many_requests, "ada", "secret"));
}

BOOST_AUTO_TEST_CASE(failed_attempts_count_against_the_address_over_all_names) {
  service.make_active("ada");
  for (int i = 0; i < 15; ++i) refusal(service, "nobody" + std::to_string(i), "guess");
  for (int i = 0; i < 15; ++i) refusal(service, "no such name", "guess");
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { service.gate.admit("192.0.2.1"); }));
}

BOOST_AUTO_TEST_CASE(names_that_nobody_has_are_not_audited) {
  for (int i = 0; i < 5; ++i) refusal(service, "n" + std::to_string(i), "guess");
  BOOST_TEST(service.audited("account:sign-in-failed") == 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(sign_in_hardened, HardenedFixture)

BOOST_AUTO_TEST_CASE(an_unknown_name_and_a_wrong_password_are_answered_alike) {
  service.make_active("ada");
  const auto wrong = refusal(service, "ada", "guess");
  BOOST_REQUIRE(wrong);
  for (const auto* name : {"bob", "root", "", "not a name"}) {
    const auto unknown = refusal(service, name, "guess");
    BOOST_REQUIRE(unknown);
    BOOST_TEST((unknown->code() == wrong->code()));
    BOOST_TEST(unknown->public_text() == wrong->public_text());
    BOOST_TEST(unknown->subject() == wrong->subject());
    BOOST_TEST((unknown->retry_after() == wrong->retry_after()));
  }
}

BOOST_AUTO_TEST_CASE(both_cost_a_hash) {
  service.make_active("ada");
  const auto held = service.slots.take();
  for (const auto* name : {"ada", "bob", "root", ""}) {
    BOOST_TEST(refused_with(service, ErrorCode::unavailable, name, "guess"), name);
  }
}

BOOST_AUTO_TEST_CASE(both_names_come_over_their_budget_alike) {
  service.make_active("ada");
  for (const auto* name : {"ada", "bob"}) {
    for (int i = 0; i < 10; ++i) {
      BOOST_TEST(refused_with(service, ErrorCode::unauthorized, name, "guess",
                              "198.51.100." + std::to_string(i)));
    }
    BOOST_TEST(refused_with(service, ErrorCode::too_many_requests, name, "guess", "203.0.113.1"));
  }
}

BOOST_AUTO_TEST_CASE(who_guesses_often_at_once_learns_no_more_than_one_after_the_other) {
  service.make_active("ada");
  const auto guess = [&] {
    BOOST_TEST(refused_with(service, ErrorCode::unauthorized, "ada", "wrong", "198.51.100.1"));
  };
  WhileHashing hashing(service, [&] {
    for (int i = 0; i < 10; ++i) guess();
  });
  accounts::SignIn sign_in(hashing.context(), service.gate, {});
  BOOST_TEST(refuses(ErrorCode::too_many_requests,
                     [&] { sign_in.with_password("ada", "secret", from("198.51.100.1")); }));
}

BOOST_AUTO_TEST_CASE(who_signs_in_while_the_password_is_changed_does_not_come_in_by_the_old_one) {
  service.make_active("ada");
  WhileHashing hashing(service, [&] { service.set_password(service.id_of("ada"), "another"); });
  accounts::SignIn sign_in(hashing.context(), service.gate, {});
  BOOST_TEST(refuses(ErrorCode::unauthorized,
                     [&] { sign_in.with_password("ada", "secret", from("192.0.2.1")); }));
}

BOOST_AUTO_TEST_CASE(a_refusal_costs_the_database_a_fraction_of_a_sign_in) {
  service.make_active("ada");
  service.token_of("ada");
  const auto success = count_statements(service.database, [&] { service.token_of("ada"); });
  const auto refused = [&](ErrorCode code) {
    return count_statements(service.database, [&] {
      BOOST_TEST(refused_with(service, code, "ada", "secret", "198.51.100.1"));
    });
  };
  {
    const auto held = service.slots.take();
    BOOST_TEST(refused(ErrorCode::unavailable) == 2);  // the account, its budgets
  }
  for (int i = 0; i < 10; ++i) refusal(service, "ada", "wrong", "198.51.100.1");
  BOOST_TEST(refused(ErrorCode::too_many_requests) == 3);  // and whether the network is known
  BOOST_TEST(success >= 3 * refused(ErrorCode::too_many_requests));
  BOOST_TEST_MESSAGE("a sign-in takes " << success << " statements");
}

BOOST_AUTO_TEST_SUITE_END()
