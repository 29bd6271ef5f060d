#include "accounts/abuse_gate.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

bool is_refused(TestWorld& world, const std::string& address) {
  return refuses(ErrorCode::too_many_requests, [&] { world.gate.admit(address); });
}

using Attempt = accounts::AbuseGate::Attempt;

void fail(TestWorld& world, int times, const Attempt& attempt) {
  while (times-- > 0) {
    world.database.transaction(
        [&](store::Session& session) { world.gate.count_failure(session, attempt); });
  }
}

void fail(TestWorld& world, int times, const std::string& name, const std::string& address) {
  fail(world, times, Attempt{.name = name, .account = {}, .address = address});
}

bool refuses_attempt(TestWorld& world, const Attempt& attempt) {
  return refuses(ErrorCode::too_many_requests, [&] { world.gate.admit_attempt(attempt); });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(abuse_gate, TestWorld)

BOOST_AUTO_TEST_CASE(an_address_counts_as_its_network) {
  struct Row {
    const char* address;
    const char* network;
  };
  const Row rows[] = {
      {"192.0.2.1", "192.0.2.1"},
      {"::ffff:192.0.2.1", "192.0.2.1"},
      {"::FFFF:c000:0201", "192.0.2.1"},
      {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
      {"2001:0DB8:1:2::", "2001:db8:1:2::/64"},
      {"2001:db8:1:3::1", "2001:db8:1:3::/64"},
      {"::1", "::/64"},
      {"", ""},
      {"unix:", "unix:"},
      {"192.0.2.1:80", "192.0.2.1:80"},
      {"fe80::1%eth0", "fe80::/64"},
      {"2001:db8:1:2::3%lan%0", "2001:db8:1:2::/64"},
      {"[2001:db8::1]:80", "[2001:db8::1]:80"},
      {"host%eth0", "host%eth0"},
  };
  for (const auto& row : rows) BOOST_TEST(accounts::network_of(row.address) == row.network);
  BOOST_TEST(accounts::network_of(std::string(1000, 'x')) == std::string(64, 'x'));
}

BOOST_AUTO_TEST_CASE(beside_a_network_is_what_one_provider_gives_to_one_household) {
  struct Row {
    const char* network;
    const char* neighbourhood;
  };
  const Row rows[] = {
      {"192.0.2.1", "192.0.2.0/24"},
      {"2001:db8:1:2::/64", "2001:db8:1::/48"},
      {"::/64", "::/48"},
      {"", ""},
      {"unix:", "unix:"},
      {"fe80::/64", "fe80::/48"},
  };
  for (const auto& row : rows) {
    BOOST_TEST(accounts::neighbourhood_of(row.network) == row.neighbourhood);
  }
}

BOOST_AUTO_TEST_CASE(an_address_is_refused_when_its_budget_of_failures_is_used_up) {
  fail(*this, 29, "", "192.0.2.1");
  gate.admit("192.0.2.1");
  fail(*this, 1, "", "192.0.2.1");
  const auto error = refusal_of([&] { gate.admit("192.0.2.1"); });
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::too_many_requests));
  BOOST_TEST(!error->public_text().empty());
  BOOST_REQUIRE(error->retry_after().has_value());
  clock.advance(*error->retry_after() - 1s);
  BOOST_TEST(is_refused(*this, "192.0.2.1"));
  clock.advance(1s);
  gate.admit("192.0.2.1");
}

BOOST_AUTO_TEST_CASE(neighbours_of_a_refused_address_are_admitted) {
  fail(*this, 30, "", "192.0.2.1");
  fail(*this, 30, "", "2001:db8:0:1::1");
  gate.admit("192.0.2.2");
  gate.admit("2001:db8:0:2::1");
  BOOST_TEST(is_refused(*this, "192.0.2.1"));
  BOOST_TEST(is_refused(*this, "2001:db8:0:1:ffff::2"));
}

BOOST_AUTO_TEST_CASE(after_two_windows_nothing_is_held_against_an_address) {
  fail(*this, 100, "", "192.0.2.1");
  BOOST_TEST(is_refused(*this, "192.0.2.1"));
  clock.advance(30min);
  gate.admit("192.0.2.1");
}

BOOST_AUTO_TEST_CASE(a_name_is_refused_to_unknown_networks_whoever_failed_before) {
  for (int i = 0; i < 10; ++i) fail(*this, 1, "ada", "192.0.2." + std::to_string(i));
  const auto attempt = [&](const std::string& name) {
    return refuses_attempt(*this, {.name = name, .account = {}, .address = "198.51.100.1"});
  };
  BOOST_TEST(attempt("ada"));
  BOOST_TEST(!attempt("bob"));
}

BOOST_AUTO_TEST_CASE(a_network_that_the_account_knows_is_not_held_to_the_names_budget) {
  make_active("ada");
  make_active("bob");
  const auto ada = id_of("ada");
  const auto bob = id_of("bob");
  token_of("ada", "2001:db8::1");
  fail(*this, 10, "ada", "198.51.100.1");
  gate.admit_attempt({.name = "ada", .account = ada, .address = "2001:db8::99"});
  const auto refused = [&](const base::Id& account, const std::string& address) {
    return refuses_attempt(*this, {.name = "ada", .account = account, .address = address});
  };
  BOOST_TEST(refused(ada, "2001:db8:0:1::1"));
  BOOST_TEST(refused(bob, "2001:db8::1"));
}

BOOST_AUTO_TEST_CASE(at_a_network_that_others_have_used_up_the_known_have_budgets_of_their_own) {
  make_active("ada");
  make_active("bob");
  token_of("ada", "192.0.2.1");
  token_of("bob", "192.0.2.1");
  const Attempt by_ada{.name = "ada", .account = id_of("ada"), .address = "192.0.2.1"};
  const Attempt by_bob{.name = "bob", .account = id_of("bob"), .address = "192.0.2.1"};
  fail(*this, 30, "carl", "192.0.2.1");
  BOOST_TEST(refuses_attempt(*this, {.name = "carl", .account = {}, .address = "192.0.2.1"}));
  BOOST_TEST(!refuses_attempt(*this, by_ada));
  fail(*this, 10, by_ada);
  BOOST_TEST(refuses_attempt(*this, by_ada));
  BOOST_TEST(!refuses_attempt(*this, by_bob));
}

BOOST_AUTO_TEST_CASE(what_is_known_at_a_network_cannot_all_be_guessed_at) {
  make_active("ada");
  token_of("ada", "192.0.2.1");
  for (int i = 0; i < 330; ++i) fail(*this, 1, "name" + std::to_string(i), "192.0.2.1");
  BOOST_TEST(
      refuses_attempt(*this, {.name = "ada", .account = id_of("ada"), .address = "192.0.2.1"}));
}

BOOST_AUTO_TEST_CASE(many_sessions_of_one_account_do_not_make_many_guesses) {
  make_active("ada");
  model::Account ada;
  ada.id = id_of("ada");
  ada.username_key = "ada";
  Attempt attempt{.name = "ada", .account = ada.id, .address = "192.0.2.1"};
  for (int i = 0; i < 3; ++i) {
    attempt.session = base::Id::make(clock.now(), entropy);
    BOOST_TEST(!refuses_attempt(*this, attempt));
    fail(*this, 10, attempt);
  }
  attempt.session = base::Id::make(clock.now(), entropy);
  BOOST_TEST(refuses_attempt(*this, attempt));
  database.transaction(
      [&](store::Session& session) { gate.let_back_in(session, ada, "192.0.2.1"); });
  BOOST_TEST(!refuses_attempt(*this, attempt));
}

BOOST_AUTO_TEST_CASE(other_mails_to_somebody_leave_them_the_way_back) {
  const auto rest = [&](auto admit) {
    return database.transaction(
        [&](store::Session& session) { return (gate.*admit)(session, "ada@example.org"); });
  };
  for (int i = 0; i < 6; ++i) rest(&accounts::AbuseGate::admit_mail);
  BOOST_TEST(rest(&accounts::AbuseGate::admit_mail).count() > 0);
  for (int i = 0; i < 5; ++i) BOOST_TEST(rest(&accounts::AbuseGate::admit_way_back).count() == 0);
  BOOST_TEST(rest(&accounts::AbuseGate::admit_way_back).count() > 0);
}

BOOST_AUTO_TEST_CASE(whoever_is_signed_in_is_held_to_the_budget_of_their_session) {
  make_active("ada");
  fail(*this, 30, "ada", "192.0.2.1");
  Attempt attempt{.name = "ada", .account = id_of("ada"), .address = "192.0.2.1"};
  BOOST_TEST(refuses_attempt(*this, attempt));
  attempt.session = base::Id::make(clock.now(), entropy);
  fail(*this, 9, attempt);
  BOOST_TEST(!refuses_attempt(*this, attempt));
  fail(*this, 1, attempt);
  BOOST_TEST(refuses_attempt(*this, attempt));
}

BOOST_AUTO_TEST_CASE(through_a_client_a_name_has_a_budget_and_the_clients_address_none) {
  make_active("ada");
  token_of("ada", "192.0.2.1");
  const Attempt by_ada{
      .name = "ada", .account = id_of("ada"), .address = "192.0.2.1", .by_client = true};
  fail(*this, 10, by_ada);
  gate.admit("192.0.2.1");
  BOOST_TEST(refuses_attempt(*this, by_ada));
  const Attempt by_bob{.name = "bob", .account = {}, .address = "192.0.2.1", .by_client = true};
  fail(*this, 30, "", "192.0.2.1");
  BOOST_TEST(!refuses_attempt(*this, by_bob));
}

BOOST_AUTO_TEST_CASE(a_network_over_its_budget_waits_no_longer_for_what_it_goes_on_with) {
  fail(*this, 30, "", "192.0.2.1");
  const auto wait = refusal_of([&] { gate.admit("192.0.2.1"); })->retry_after();
  for (int i = 0; i < 100; ++i) gate.count_failure("192.0.2.1");
  BOOST_TEST((refusal_of([&] { gate.admit("192.0.2.1"); })->retry_after() == wait));
}

BOOST_AUTO_TEST_CASE(a_way_back_is_asked_for_within_a_budget_that_failures_do_not_use_up) {
  const auto ask = [&] {
    return refuses(ErrorCode::too_many_requests, [&] {
      database.transaction(
          [&](store::Session& session) { gate.admit_recovery(session, "192.0.2.1"); });
    });
  };
  fail(*this, 100, "", "192.0.2.1");
  for (int i = 0; i < 20; ++i) BOOST_TEST(!ask());
  BOOST_TEST(ask());
}

BOOST_AUTO_TEST_CASE(a_recipient_gets_no_more_mails_than_its_budget) {
  const auto admit = [&](const std::string& email) {
    return database.transaction(
        [&](store::Session& session) { return gate.admit_mail(session, email); });
  };
  for (int i = 0; i < 5; ++i) BOOST_TEST((admit("a@b.org") == 0s));
  const auto wait = admit("a@b.org");
  BOOST_TEST((wait > 0s));
  BOOST_TEST((admit("b@b.org") == 0s));
  clock.advance(wait);
  BOOST_TEST((admit("a@b.org") == 0s));
}

BOOST_AUTO_TEST_CASE(an_account_signs_in_so_often_from_one_network_and_from_another_all_the_same) {
  accounts::AbuseGate strict(context, {.sign_ins_per_account = 3});
  make_active("ada");
  const Attempt here{.name = "ada", .account = id_of("ada"), .address = "192.0.2.1"};
  const auto come_in = [&] {
    strict.admit_attempt(here);
    database.transaction([&](store::Session& session) {
      strict.count_sign_in(session, here.account, here.address);
    });
  };
  for (int i = 0; i < 3; ++i) come_in();
  const auto error = refusal_of(come_in);
  BOOST_REQUIRE(error);
  BOOST_TEST((error->code() == ErrorCode::too_many_requests));
  BOOST_TEST(error->rule() == "abuse.sign_ins");
  BOOST_TEST(error->retry_after().has_value());
  auto elsewhere = here;
  elsewhere.address = "192.0.2.2";
  strict.admit_attempt(elsewhere);
  auto in_a_session = here;
  in_a_session.session = id_of("ada");
  strict.admit_attempt(in_a_session);
  make_active("bob");
  auto colleague = here;
  colleague.name = "bob";
  colleague.account = id_of("bob");
  strict.admit_attempt(colleague);
  clock.advance(2 * 15min);
  strict.admit_attempt(here);
}

BOOST_AUTO_TEST_CASE(all_at_one_network_sign_in_about_so_often_together) {
  constexpr int kBudget = 160;
  accounts::AbuseGate strict(context, {.sign_ins_per_address = kBudget});
  make_active("ada");
  const Attempt here{.name = "ada", .account = id_of("ada"), .address = "192.0.2.1"};
  int times = 0;
  while (!refusal_of([&] { strict.admit_attempt(here); }) && times < 10 * kBudget) {
    ++times;
    database.transaction([&](store::Session& session) {
      strict.count_sign_in(session, base::Id::make(clock.now(), entropy), here.address);
    });
  }
  // Ten draws of one in sixteen: 160 tries or so, and both bounds are far from that.
  BOOST_TEST(times >= 20);
  BOOST_TEST(times < 10 * kBudget);
  auto by_client = here;
  by_client.by_client = true;
  strict.admit_attempt(by_client);
}

BOOST_AUTO_TEST_CASE(whoever_signs_in_is_counted_and_refused_in_the_end) {
  accounts::AbuseGate strict(context, {.sign_ins_per_account = 2});
  accounts::SignIn desk(context, strict, {});
  make_active("ada");
  const auto once = [&] { desk.with_password("ada", "secret", from("192.0.2.1")); };
  once();
  once();
  const auto held = slots.take();  // it is refused before it costs a hash
  BOOST_TEST(refuses(ErrorCode::too_many_requests, once));
}

BOOST_AUTO_TEST_SUITE_END()
