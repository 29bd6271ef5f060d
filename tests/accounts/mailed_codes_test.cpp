#include "accounts/mailed_codes.h"

#include <boost/test/unit_test.hpp>

#include "support/refusals.h"
#include "support/test_world.h"

using base::ErrorCode;
using namespace std::chrono_literals;

namespace {

using Wish = accounts::SignUp::Wish;

struct CodesWorld : TestWorld {
  explicit CodesWorld(const Options& options = {}) : TestWorld(options) {}

  std::string ask_for(const std::string& name, const std::string& password = "pass word",
                      const std::string& email = {}) {
    clock.advance(1ms);  // mails of one moment have no order
    return sign_up.register_on_page({name, password, email.empty() ? name + "@example.org" : email},
                                    from("192.0.2.1"));
  }
  std::string code_of_newest_mail() {
    const auto mail = mails().back();
    BOOST_TEST(mail.with_code);
    return opaque.code(mail.challenge);
  }
  std::string wrong_code() { return code_of_newest_mail() == "000000" ? "000001" : "000000"; }

  std::optional<base::Error> refusal(const std::string& kept, const std::string& code,
                                     const std::string& address = "192.0.2.1") {
    return refusal_of(
        [&] { sign_up.verify(sign_up.token_for(kept, code, from(address)), from(address)); });
  }
  bool is_active(const std::string& name) {
    return account(name)->state == model::AccountState::active;
  }
};

struct Hardened : CodesWorld {
  Hardened() : CodesWorld({.hardened = true}) {}
};

std::string rule_of(const std::optional<base::Error>& error) { return error ? error->rule() : ""; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(mailed_codes, CodesWorld)

BOOST_AUTO_TEST_CASE(the_code_opens_what_the_link_opens_once) {
  const auto kept = ask_for("ada");
  BOOST_TEST(mails().back().template_name == "verify");
  BOOST_TEST((mails().back().expires_at == clock.now() + 1h));
  const auto code = code_of_newest_mail();
  BOOST_TEST(code.size() == 6U);
  BOOST_TEST(rule_of(refusal(kept, code.substr(0, 3) + " " + code.substr(3))) == "");
  BOOST_TEST(is_active("ada"));
  BOOST_TEST((refusal(kept, code)->code() == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_registration_by_an_api_has_no_code_and_its_own_lifetime) {
  register_account("ada");
  BOOST_TEST(!mails().back().with_code);
  BOOST_TEST((mails().back().expires_at == clock.now() + 10min));
}

BOOST_AUTO_TEST_CASE(a_wrong_code_is_told_and_five_are_all_that_are_taken) {
  const auto kept = ask_for("ada");
  const auto code = code_of_newest_mail();
  for (const auto* text : {"", "12345", "1234567", "12345x", "abcdef"}) {
    BOOST_TEST(rule_of(refusal(kept, text)) == "code.wrong");  // and costs no try
  }
  for (int i = 0; i < 5; ++i) {
    const auto error = refusal(kept, wrong_code());
    BOOST_TEST(rule_of(error) == "code.wrong");
    BOOST_TEST(error->subject() == "code");
  }
  BOOST_TEST(rule_of(refusal(kept, code)) == "code.used_up");
  BOOST_TEST(!is_active("ada"));
  sign_up.verify(mailed_token(), from("192.0.2.1"));  // the link is good
  BOOST_TEST(is_active("ada"));
}

BOOST_AUTO_TEST_CASE(a_code_is_good_on_the_page_alone_that_asked) {
  const auto adas = ask_for("ada");
  const auto code = code_of_newest_mail();
  const auto evas = ask_for("eva");
  BOOST_TEST(rule_of(refusal(evas, code)) == "code.wrong");
  BOOST_TEST((refusal("dwv_" + adas.substr(4), code)->code() == ErrorCode::not_found));
  BOOST_TEST((refusal("", code)->code() == ErrorCode::not_found));
  BOOST_TEST((refusal(mailed_token(), code)->code() == ErrorCode::not_found));
  const auto reset = recovery.ask("ada@example.org", from("192.0.2.1"));
  BOOST_TEST((refusal(reset, code_of_newest_mail())->code() == ErrorCode::not_found));
  BOOST_TEST(rule_of(refusal(adas, code)) == "");
}

BOOST_AUTO_TEST_CASE(for_an_address_twenty_codes_are_taken_in_a_day_however_often_it_is_asked_for) {
  make_active("ada");
  int taken = 0;
  for (int i = 0; i < 8; ++i) {
    clock.advance(20min);
    const auto kept = recovery.ask("ada@example.org", from("192.0.2." + std::to_string(i)));
    for (int j = 0; j < 5; ++j) {
      const auto error = refusal_of(
          [&] { recovery.token_for(kept, wrong_code(), from("198.51.100." + std::to_string(i))); });
      taken += rule_of(error) == "code.wrong" ? 1 : 0;
    }
  }
  BOOST_TEST(taken == 20);
  clock.advance(24h);
  const auto kept = recovery.ask("ada@example.org", from("192.0.2.1"));
  const auto token = recovery.token_for(kept, code_of_newest_mail(), from("192.0.2.1"));
  recovery.set(token, "new secret", from("192.0.2.1"));
  BOOST_TEST(!browser_of("ada", "new secret").empty());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_counts_against_the_network) {
  for (int i = 0; i < 6; ++i) {
    const auto kept = ask_for("ada" + std::to_string(i));
    for (int j = 0; j < 5; ++j) refusal(kept, wrong_code(), "203.0.113.9");
  }
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { gate.admit("203.0.113.9"); }));
}

BOOST_AUTO_TEST_CASE(nobody_learns_by_codes_who_has_an_account) {
  const auto kept = recovery.ask("nobody@example.org", from("192.0.2.1"));
  BOOST_TEST(mails().empty());
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(rule_of(refusal_of([&] {
                 recovery.token_for(kept, "123456", from("192.0.2.1"));
               })) == "code.wrong");
  }
  BOOST_TEST(rule_of(refusal_of([&] { recovery.token_for(kept, "123456", from("192.0.2.1")); })) ==
             "code.used_up");
}

BOOST_AUTO_TEST_CASE(the_outbox_holds_no_code) {
  ask_for("ada");
  const auto mail = mails().back();
  BOOST_TEST(model::to_payload(mail).find(opaque.code(mail.challenge)) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_mail_is_sent_again_after_a_minute_with_the_same_code_and_a_longer_life) {
  const auto kept = ask_for("ada");
  const auto code = code_of_newest_mail();
  clock.advance(59s);
  BOOST_TEST(!sign_up.mail_again(kept, from("192.0.2.1")));
  BOOST_TEST(mails().size() == 1U);
  clock.advance(2s);
  BOOST_TEST(sign_up.mail_again(kept, from("192.0.2.1")));
  BOOST_TEST(mails().size() == 2U);
  BOOST_TEST(code_of_newest_mail() == code);
  BOOST_TEST((mails().back().expires_at == clock.now() + 1h));
  clock.advance(1h - 1ms);
  BOOST_TEST(rule_of(refusal(kept, code)) == "");
}

BOOST_AUTO_TEST_CASE(a_recipient_is_not_written_to_without_end) {
  const auto kept = ask_for("ada");
  std::size_t refused = 0;
  for (int i = 0; i < 9; ++i) {
    clock.advance(61s);
    const auto error = refusal_of([&] { sign_up.mail_again(kept, from("192.0.2.1")); });
    BOOST_TEST((!error || error->code() == ErrorCode::too_many_requests));
    refused += error ? 1 : 0;
  }
  BOOST_TEST(refused > 0U);  // it is a sliding window of fifteen minutes
  BOOST_TEST(mails().size() == 10 - refused);
}

BOOST_AUTO_TEST_CASE(whoever_has_lost_the_page_asks_by_the_address) {
  ask_for("ada");
  clock.advance(61s);
  const auto kept = sign_up.mail_again_to("ADA@example.org", from("192.0.2.1"));
  BOOST_TEST(mails().size() == 2U);
  BOOST_TEST(rule_of(refusal(kept, code_of_newest_mail())) == "");
  BOOST_TEST(is_active("ada"));
  // Nothing is sent to who is nobody, or somebody already; nothing tells.
  clock.advance(61s);
  for (const auto* email : {"ada@example.org", "nobody@example.org"}) {
    const auto other = sign_up.mail_again_to(email, from("192.0.2.1"));
    BOOST_TEST(rule_of(refusal(other, "123456")) == "code.wrong");
  }
  BOOST_TEST(mails().size() == 2U);
  BOOST_TEST(refuses(ErrorCode::invalid_argument,
                     [&] { sign_up.mail_again_to("no address", from("192.0.2.1")); }));
}

BOOST_AUTO_TEST_CASE(a_stranger_who_asks_too_keeps_no_mail_back) {
  const auto adas = ask_for("ada");
  const auto code = code_of_newest_mail();
  clock.advance(50s);
  const auto strangers = sign_up.mail_again_to("ada@example.org", from("198.51.100.1"));
  BOOST_TEST(rule_of(refusal(strangers, code, "198.51.100.1")) == "code.wrong");
  clock.advance(11s);
  BOOST_TEST(sign_up.mail_again(adas, from("192.0.2.1")));
}

BOOST_AUTO_TEST_CASE(signing_up_once_more_with_the_same_password_leads_on) {
  ask_for("ada");
  const auto again = ask_for("ada");
  BOOST_TEST(mails().size() == 1U);  // so soon
  BOOST_TEST(rule_of(refusal(again, code_of_newest_mail())) == "");
  BOOST_TEST(is_active("ada"));

  ask_for("eva");
  clock.advance(61s);
  ask_for("eva");
  BOOST_TEST(mails().size() == 3U);
  BOOST_TEST(mails()[1].challenge.text() == mails()[2].challenge.text());
}

BOOST_AUTO_TEST_CASE(with_another_password_or_address_it_does_not) {
  ask_for("ada");
  const auto other = refusal_of([&] { ask_for("ada", "other word"); });
  BOOST_TEST(rule_of(other) == "registration.waits");
  BOOST_TEST((other->code() == ErrorCode::conflict));
  BOOST_TEST(other->subject() == "username");
  const auto elsewhere = refusal_of([&] { ask_for("ada", "pass word", "eva@example.org"); });
  BOOST_TEST(rule_of(elsewhere) == "conflict.username");
  // Guesses at its password have the budget of every other door.
  for (int i = 0; i < 12; ++i) refusal_of([&] { ask_for("ada", "other word"); });
  BOOST_TEST(refuses(ErrorCode::too_many_requests, [&] { ask_for("ada", "pass word"); }));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(mailed_codes_hardened, Hardened)

BOOST_AUTO_TEST_CASE(a_taken_address_is_not_told_by_asking_again_or_by_signing_up_again) {
  make_active("ada");
  const auto decoy = ask_for("eva", "pass word", "ada@example.org");
  BOOST_TEST(mails().back().template_name == "already-registered");
  BOOST_TEST(rule_of(refusal(decoy, "123456")) == "code.wrong");
  const auto again = ask_for("eva", "pass word", "ada@example.org");
  BOOST_TEST(rule_of(refusal(again, "123456")) == "code.wrong");
  BOOST_TEST(rule_of(refusal_of([&] { ask_for("eva", "other word", "ada@example.org"); })) ==
             "registration.waits");
  BOOST_TEST(rule_of(refusal_of([&] { ask_for("eva", "pass word", "new@example.org"); })) ==
             "conflict.username");
  clock.advance(61s);
  BOOST_TEST(sign_up.mail_again(decoy, from("192.0.2.1")));
  BOOST_TEST(!sign_up.mail_again(again, from("192.0.2.1")));
}

BOOST_AUTO_TEST_SUITE_END()
