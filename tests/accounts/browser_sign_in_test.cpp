#include "accounts/proof/browser_sign_in.h"

#include <boost/test/unit_test.hpp>
#include <functional>
#include <utility>

#include "accounts/context.h"
#include "accounts/identity/plain_accounts.h"
#include "store/session.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;

namespace {

// Lets something happen once, when it is first asked for the time. Given to the abuse gate, that
// is after an account has been found and before its password is checked.
class EventClock final : public base::Clock {
 public:
  EventClock(const base::Clock& clock, std::function<void()> event)
      : clock_(clock), event_(std::move(event)) {}

  base::Time now() const override {
    if (const auto event = std::exchange(event_, nullptr)) event();
    return clock_.now();
  }

 private:
  const base::Clock& clock_;
  mutable std::function<void()> event_;
};

struct SignInFixture : AdasWorld {
  std::optional<base::Error> refusal(const std::string& login, const std::string& password,
                                     const std::string& address = "192.0.2.1") {
    return refusal_of([&] { browser_of(login, password, address); });
  }
  bool refused_with(ErrorCode code, const std::string& login, const std::string& password,
                    const std::string& address = "192.0.2.1") {
    const auto error = refusal(login, password, address);
    return error && error->code() == code;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(browser_sign_in, SignInFixture)

BOOST_AUTO_TEST_CASE(a_name_or_an_address_in_any_case_opens_a_session) {
  for (const auto* login : {"ada", "ADA", "ada@example.org", "Ada@Example.ORG"}) {
    const auto session = sessions.authenticate(browser_of(login));
    BOOST_REQUIRE(session);
    BOOST_TEST((session->account == id_of("ada")), login);
  }
  BOOST_TEST(audited("account:signed-in") == 4);
}

BOOST_AUTO_TEST_CASE(each_sign_in_has_a_session_of_its_own) {
  const auto first = browser_of("ada");
  const auto second = browser_of("ada");
  BOOST_TEST(first != second);
  BOOST_TEST(lives(first));
  BOOST_TEST(lives(second));
}

BOOST_AUTO_TEST_CASE(unknown_and_wrong_have_one_text) {
  const std::pair<std::string, std::string> rows[] = {
      {"ada", "wrong"},  {"ada@example.org", "wrong"}, {"nobody", "secret"},
      {"ada", ""},       {"nobody@example.org", "x"},  {"", "secret"},
      {"@", "secret"},   {"root", "secret"},           {"ada", std::string(1025, 'x')},
      {"a b", "secret"}, {"ada@example.org\n", "x"},   {std::string(100000, 'a'), "x"},
  };
  for (const auto& [login, password] : rows) {
    const auto error = refusal(login, password);
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == ErrorCode::unauthorized), login);
    BOOST_TEST(error->public_text() == "Wrong email address or password", login);
    BOOST_TEST(error->subject() == "");
  }
}

BOOST_AUTO_TEST_CASE(unknown_and_wrong_cost_a_hash) {
  const auto held = slots.take();
  for (const auto* login :
       {"ada", "ada@example.org", "nobody", "nobody@example.org", "root", "@"}) {
    BOOST_TEST(refused_with(ErrorCode::unavailable, login, "wrong"), login);
  }
}

BOOST_AUTO_TEST_CASE(an_account_without_a_password_is_opened_by_none) {
  plain_accounts.create("bob", "", from("192.0.2.1"));
  BOOST_TEST(refused_with(ErrorCode::unauthorized, "bob", ""));
  BOOST_TEST(refused_with(ErrorCode::unauthorized, "bob", "x"));
}

BOOST_AUTO_TEST_CASE(a_tombstone_is_nobody) {
  plain_accounts.create("bob", "secret", from("192.0.2.1"));
  BOOST_TEST(!refusal("bob", "secret"));
  plain_accounts.bury(id_of("bob"), from("192.0.2.1"));
  BOOST_TEST(refused_with(ErrorCode::unauthorized, "bob", "secret"));
}

BOOST_AUTO_TEST_CASE(only_the_right_password_tells_that_an_account_is_pending_or_blocked) {
  register_account("bob");
  BOOST_TEST(refused_with(ErrorCode::failed_dependency, "bob", "secret"));
  BOOST_TEST(refused_with(ErrorCode::failed_dependency, "bob@example.org", "secret"));
  BOOST_TEST(refused_with(ErrorCode::unauthorized, "bob", "wrong"));
  block(id_of("ada"));
  BOOST_TEST(refused_with(ErrorCode::forbidden, "ada", "secret"));
  BOOST_TEST(refused_with(ErrorCode::unauthorized, "ada", "wrong"));
  BOOST_TEST(sessions.list(id_of("ada")).empty());
}

BOOST_AUTO_TEST_CASE(what_happens_to_an_account_while_its_password_is_checked_counts) {
  store::Database elsewhere({"sqlite:" + directory + "/doorward.db"}, entropy, generations);
  const auto refused_when = [&](ErrorCode code, const char* event) {
    const EventClock eventful(clock, [&] {
      elsewhere.transaction([&](store::Session& session) { session.statement(event).run(); });
    });
    accounts::Context at_that_time(database, eventful, entropy, passwords, opaque, context.terms);
    accounts::AbuseGate eventful_gate(at_that_time, {});
    accounts::BrowserSignIn signing_in(context, eventful_gate, sessions, signatures);
    return refuses(code, [&] { signing_in.with_password("ada", "secret", from("192.0.2.1"), {}); });
  };
  BOOST_TEST(refused_when(ErrorCode::forbidden, "update accounts set state = 'blocked'"));
  BOOST_TEST(refused_when(ErrorCode::unauthorized, "update accounts set state = 'deleted'"));
  database.transaction([](store::Session& session) {
    session.statement("update accounts set state = 'active'").run();
  });
  BOOST_TEST(refused_when(ErrorCode::unauthorized, "update accounts set password_hash = 'x'"));
  set_password(id_of("ada"), "secret");
  BOOST_TEST(refused_when(ErrorCode::unauthorized, "delete from accounts"));
  BOOST_TEST(audited("account:signed-in") == 0);
}

BOOST_AUTO_TEST_CASE(a_name_and_an_address_have_budgets_of_their_own) {
  for (int i = 0; i < 10; ++i) {
    BOOST_TEST(refused_with(ErrorCode::unauthorized, "ada@example.org", "guess", "198.51.100.1"));
  }
  BOOST_TEST(refused_with(ErrorCode::too_many_requests, "ADA@example.org", "secret"));
  BOOST_TEST(!refusal("ada", "secret"));
  BOOST_TEST(!refusal("ada@example.org", "secret"));  // a network that she has signed in from
  BOOST_TEST(audited("account:sign-in-failed") == 10);
}

BOOST_AUTO_TEST_CASE(an_address_that_nobody_has_is_over_its_budget_as_soon) {
  for (int i = 0; i < 10; ++i) {
    BOOST_TEST(refused_with(ErrorCode::unauthorized, "nobody@example.org", "guess"));
  }
  BOOST_TEST(refused_with(ErrorCode::too_many_requests, "nobody@example.org", "guess"));
}

BOOST_AUTO_TEST_CASE(what_can_be_no_password_counts_as_a_failure_of_the_network) {
  for (int i = 0; i < 30; ++i) refusal("ada", "");
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { gate.admit("192.0.2.1"); }));
}

BOOST_AUTO_TEST_SUITE_END()
