#include "model/message.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "support/fakes.h"

BOOST_AUTO_TEST_SUITE(mail_payload)

BOOST_AUTO_TEST_CASE(a_mail_is_read_back_from_its_payload) {
  FakeEntropy entropy;
  const auto challenge = base::Id::make(FakeClock().now(), entropy);
  const model::Mail mail{"verify",
                         "de",
                         "\"a\\b@example.org",
                         "ada",
                         challenge,
                         base::from_millis(1'700'000'600'123),
                         "a new key \u2713"};
  const auto back = model::mail_from_payload(model::to_payload(mail));
  BOOST_TEST(back.template_name == "verify");
  BOOST_TEST(back.language == "de");
  BOOST_TEST(back.recipient == "\"a\\b@example.org");
  BOOST_TEST(back.username == "ada");
  BOOST_TEST((back.challenge == challenge));
  BOOST_TEST((back.expires_at == mail.expires_at));
  BOOST_TEST(back.detail == mail.detail);
}

BOOST_AUTO_TEST_CASE(members_of_a_newer_writer_are_passed_over) {
  auto payload = model::to_payload({"verify", "en", "a@b.org", "ada", {}, {}, {}});
  payload.insert(1, R"("priority":[1,2],)");
  BOOST_TEST(model::mail_from_payload(payload).recipient == "a@b.org");
}

BOOST_AUTO_TEST_CASE(a_mail_that_was_queued_before_there_were_details_has_none) {
  auto payload = model::to_payload({"verify", "en", "a@b.org", "ada", {}, {}, "x"});
  payload.replace(payload.find("\"detail\""), 8, "\"unknown\"");
  BOOST_TEST(model::mail_from_payload(payload).detail == "");
}

BOOST_AUTO_TEST_CASE(a_payload_without_one_of_its_members_is_no_mail) {
  const auto whole = model::to_payload({"verify", "en", "a@b.org", "ada", {}, {}, {}});
  for (const std::string member :
       {"template", "language", "recipient", "username", "challenge", "expires_at"}) {
    auto payload = whole;
    payload.insert(payload.find('"' + member + '"') + 1, "x");
    BOOST_CHECK_EXCEPTION(
        model::mail_from_payload(payload), base::Error,
        [](const base::Error& error) { return error.code() == base::ErrorCode::invalid_argument; });
  }
}

BOOST_AUTO_TEST_CASE(a_payload_that_is_no_object_or_holds_other_types_is_no_mail) {
  auto wrong_id = model::to_payload({"verify", "en", "a@b.org", "ada", {}, {}, {}});
  wrong_id.replace(wrong_id.find("00000000-"), 9, "not-hexa-");
  auto number = model::to_payload({"verify", "en", "a@b.org", "ada", {}, {}, {}});
  number.replace(number.find("\"ada\""), 5, "12345");
  for (const std::string& payload : {std::string(), std::string("[]"), wrong_id, number}) {
    BOOST_CHECK_THROW(model::mail_from_payload(payload), base::Error);
  }
}

BOOST_AUTO_TEST_SUITE_END()
