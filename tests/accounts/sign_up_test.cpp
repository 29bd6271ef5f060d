#include "accounts/identity/sign_up.h"

#include <boost/test/unit_test.hpp>

#include "meanwhile.h"
#include "rivals.h"
#include "support/forked.h"
#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

using Wish = accounts::SignUp::Wish;

std::optional<base::Error> refusal(TestWorld& world, const Wish& wish,
                                   const std::string& address = "192.0.2.1") {
  return refusal_of([&] { world.sign_up.register_account(wish, from(address)); });
}

void check_refused(const std::optional<base::Error>& error, ErrorCode code, const char* subject) {
  BOOST_REQUIRE(error);
  BOOST_TEST(base::name_of(error->code()) == base::name_of(code));
  BOOST_TEST(error->subject() == subject);
  BOOST_TEST(!error->public_text().empty());
}

// Whether the forked process could register; 2 for an answer that it should never give.
int outcome_of(const std::string& directory, const Wish& wish) {
  TestWorld world({.directory = directory});
  return outcome_among_rivals(ErrorCode::conflict,
                              [&] { world.sign_up.register_account(wish, from("192.0.2.1")); });
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sign_up, TestWorld)

BOOST_AUTO_TEST_CASE(a_registration_makes_a_pending_account_and_queues_its_mail) {
  sign_up.register_account({"Ada", "pass word", "Ada@Example.org"}, {"192.0.2.1", "de"});
  BOOST_TEST(!id_of("ada").is_nil());
  BOOST_REQUIRE(mails().size() == 1U);
  const auto mail = mails().front();
  BOOST_TEST(mail.template_name == "verify");
  BOOST_TEST(mail.language == "de");
  BOOST_TEST(mail.recipient == "Ada@Example.org");
  BOOST_TEST(mail.username == "Ada");
  BOOST_TEST((mail.expires_at == clock.now() + 10min));
  BOOST_TEST(sign_up.pending(mailed_token()).value().username == "Ada");
  BOOST_TEST(audited("account:registered") == 1);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_an_account_is_refused_about_its_field) {
  struct Row {
    Wish wish;
    ErrorCode code;
    const char* subject;
  };
  const Row rows[] = {
      {{"", "pass word", "a@b.org"}, ErrorCode::invalid_argument, "username"},
      {{"root", "pass word", "a@b.org"}, ErrorCode::invalid_argument, "username"},
      {{"a b", "pass word", "a@b.org"}, ErrorCode::invalid_argument, "username"},
      {{std::string(65, 'a'), "pass word", "a@b.org"}, ErrorCode::invalid_argument, "username"},
      {{"ada", "", "a@b.org"}, ErrorCode::invalid_argument, "password"},
      {{"ada", std::string(1025, 'p'), "a@b.org"}, ErrorCode::invalid_argument, "password"},
      {{"ada", "pass word", ""}, ErrorCode::unprocessable, "email"},
      {{"ada", "pass word", "a@b.org\r\nBcc: c@d.org"}, ErrorCode::unprocessable, "email"},
      {{"root", "pass word", "not an address"}, ErrorCode::invalid_argument, "username"},
      {{"ada", "", "not an address"}, ErrorCode::invalid_argument, "password"},
  };
  for (const auto& row : rows) check_refused(refusal(*this, row.wish), row.code, row.subject);
  BOOST_TEST(mails().empty());
}

BOOST_AUTO_TEST_CASE(what_is_refused_is_refused_before_anything_is_hashed) {
  register_account("ada");
  const auto held = slots.take();
  check_refused(refusal(*this, {"ada", "pass word", "other@example.org"}), ErrorCode::conflict,
                "username");
  check_refused(refusal(*this, {"bob", std::string(1025, 'p'), "b@example.org"}),
                ErrorCode::invalid_argument, "password");
  check_refused(refusal(*this, {"bob", "pass word", "b@example.org"}), ErrorCode::unavailable, "");
}

BOOST_AUTO_TEST_CASE(a_taken_name_or_address_is_a_conflict_in_any_case_of_its_letters) {
  make_active("ada");
  register_account("bob");
  check_refused(refusal(*this, {"ADA", "pass word", "new@example.org"}), ErrorCode::conflict,
                "username");
  check_refused(refusal(*this, {"Bob", "pass word", "new@example.org"}), ErrorCode::conflict,
                "username");
  check_refused(refusal(*this, {"new", "pass word", "Ada@Example.ORG"}), ErrorCode::conflict,
                "email");
  check_refused(refusal(*this, {"new", "pass word", "BOB@example.org"}), ErrorCode::conflict,
                "email");
}

BOOST_AUTO_TEST_CASE(when_both_are_taken_the_conflict_is_about_the_name) {
  register_account("ada");
  register_account("bob");
  check_refused(refusal(*this, {"ada", "pass word", "ada@example.org"}), ErrorCode::conflict,
                "username");
  check_refused(refusal(*this, {"ada", "pass word", "bob@example.org"}), ErrorCode::conflict,
                "username");
}

BOOST_AUTO_TEST_CASE(a_budget_that_others_use_up_meanwhile_is_used_up) {
  Meanwhile meanwhile(*this, [&] {
    database.transaction([&](store::Session& session) {
      for (int i = 0; i < 20; ++i) gate.count_registration(session, "192.0.2.1");
    });
  });
  accounts::SignUp registering(meanwhile.context, gate, {});
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] {
    registering.register_account({"ada", "pass word", "ada@example.org"}, from("192.0.2.1"));
  }));
  BOOST_TEST(mails().empty());
}

BOOST_AUTO_TEST_CASE(a_refused_registration_leaves_nothing_behind) {
  register_account("ada");
  refusal(*this, {"bob", "pass word", "ada@example.org"});
  BOOST_TEST(id_of("bob").is_nil());
  BOOST_TEST(mails().size() == 1U);
  BOOST_TEST(audited("account:registered") == 1);
}

BOOST_AUTO_TEST_CASE(a_registration_holds_name_and_address_for_ten_minutes_and_no_longer) {
  register_account("ada");
  clock.advance(10min - 1ms);
  check_refused(refusal(*this, {"ada", "pass word", "new@example.org"}), ErrorCode::conflict,
                "username");
  check_refused(refusal(*this, {"new", "pass word", "ada@example.org"}), ErrorCode::conflict,
                "email");
  clock.advance(1ms);
  register_account("ada");
  sign_up.verify(mailed_token(), from("192.0.2.1"));
}

BOOST_AUTO_TEST_CASE(an_expired_name_and_an_expired_address_of_two_accounts_can_become_one) {
  register_account("ada");
  register_account("bob");
  clock.advance(10min);
  BOOST_TEST(!refusal(*this, {"ada", "pass word", "bob@example.org"}));
}

BOOST_AUTO_TEST_CASE(of_twenty_who_want_one_name_at_once_exactly_one_gets_it) {
  const TempDirectory shared;
  { const TestWorld ready({.directory = shared.path()}); }
  std::vector<Forked> rivals;
  for (int i = 0; i < 20; ++i) {
    rivals.emplace_back([&, i] {
      return outcome_of(shared.path(), {"ada", "pass word", std::to_string(i) + "@example.org"});
    });
  }
  expect_one_winner(rivals);
}

BOOST_AUTO_TEST_CASE(an_address_that_registers_too_often_is_refused_before_anything_is_hashed) {
  for (int i = 0; i < 20; ++i) register_account("n" + std::to_string(i));
  const auto held = slots.take();
  const auto error = refusal(*this, {"ada", "pass word", "ada@example.org"});
  check_refused(error, ErrorCode::too_many_requests, "");
  BOOST_TEST(error->retry_after().has_value());
  check_refused(refusal(*this, {"ada", "pass word", "ada@example.org"}, "192.0.2.2"),
                ErrorCode::unavailable, "");
}

BOOST_AUTO_TEST_CASE(a_conflict_counts_as_a_failure_of_the_address) {
  register_account("ada");
  for (int i = 0; i < 30; ++i) refusal(*this, {"ada", "pass word", "x@example.org"});
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { gate.admit("192.0.2.1"); }));
}

BOOST_AUTO_TEST_CASE(a_recipient_who_was_sent_too_many_mails_is_sent_no_more) {
  for (int i = 0; i < 5; ++i) {
    const auto name = "n" + std::to_string(i);
    sign_up.register_account({name, "pass word", "ada@example.org"}, from("192.0.2.1"));
    closure.close(id_of(name), from("192.0.2.1"));
  }
  const auto error = refusal(*this, {"ada", "pass word", "ADA@example.org"});
  check_refused(error, ErrorCode::too_many_requests, "");
  BOOST_TEST(error->retry_after().has_value());
  BOOST_TEST(id_of("ada").is_nil());
  BOOST_TEST(mails().size() == 5U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(sign_up_hardened, HardenedWorld)

BOOST_AUTO_TEST_CASE(a_taken_address_is_answered_like_a_free_one_and_its_owner_is_told) {
  make_active("ada");
  BOOST_TEST(!refusal(*this, {"eve", "a guess of theirs", "ADA@example.org"}));
  const auto mail = mails().back();
  BOOST_TEST(mail.template_name == "already-registered");
  BOOST_TEST(mail.recipient == "ada@example.org");
  BOOST_TEST(mail.username == "ada");
  BOOST_TEST(mail.challenge.is_nil());
  BOOST_TEST(audited("account:address-asked-for") == 1);
}

BOOST_AUTO_TEST_CASE(both_answers_cost_a_hash) {
  make_active("ada");
  const auto held = slots.take();
  check_refused(refusal(*this, {"eve", "pass word", "ada@example.org"}), ErrorCode::unavailable,
                "");
  check_refused(refusal(*this, {"eve", "pass word", "eve@example.org"}), ErrorCode::unavailable,
                "");
}

BOOST_AUTO_TEST_CASE(a_later_look_at_the_name_behaves_as_after_any_registration) {
  make_active("ada");
  sign_up.register_account({"eve", "a guess of theirs", "ada@example.org"}, from("192.0.2.1"));
  sign_up.register_account({"bob", "a guess of theirs", "bob@example.org"}, from("192.0.2.1"));
  for (const auto* name : {"eve", "bob"}) {
    const auto trying = [&](const char* password) {
      return [&, password] { sign_in.with_password(name, password, from("192.0.2.1")); };
    };
    BOOST_TEST(refuses(ErrorCode::failed_dependency, trying("a guess of theirs")));
    BOOST_TEST(refuses(ErrorCode::unauthorized, trying("other")));
    check_refused(refusal(*this, {name, "pass word", "new@example.org"}), ErrorCode::conflict,
                  "username");
  }
  clock.advance(10min);
  BOOST_TEST(id_of("eve").is_nil());
  BOOST_TEST(id_of("bob").is_nil());
}

BOOST_AUTO_TEST_CASE(the_owner_still_signs_in) {
  make_active("ada");
  sign_up.register_account({"eve", "a guess of theirs", "ada@example.org"}, from("192.0.2.1"));
  BOOST_TEST(!token_of("ada").empty());
}

BOOST_AUTO_TEST_CASE(a_taken_name_is_still_a_conflict) {
  make_active("ada");
  check_refused(refusal(*this, {"ada", "pass word", "ada@example.org"}), ErrorCode::conflict,
                "username");
}

BOOST_AUTO_TEST_CASE(a_recipient_with_too_many_mails_gets_none_and_the_answer_stays) {
  make_active("ada");
  for (int i = 0; i < 8; ++i) {
    BOOST_TEST(!refusal(*this, {"n" + std::to_string(i), "pass word", "ada@example.org"}));
  }
  BOOST_TEST(mails().size() == 5U);
}

BOOST_AUTO_TEST_SUITE_END()
