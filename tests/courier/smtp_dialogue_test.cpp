#include "courier/smtp_dialogue.h"

#include <boost/test/unit_test.hpp>

using Fault = courier::SmtpFault;

BOOST_AUTO_TEST_SUITE(smtp_dialogue)

struct Row {
  const char* command;
  const char* answer;
  bool refused;
  courier::SmtpFault fault;
  const char* refusal;
};

BOOST_AUTO_TEST_CASE(only_the_recipient_or_the_content_is_refused_for_good) {
  const Row rows[] = {
      {"RCPT TO:<a@b>\r\n", "550 5.1.1 no\r\n", true, Fault::this_mail,
       "RCPT was answered with 550 5.1.1"},
      {"DATA\r\n", "554 no\r\n", true, Fault::this_mail, "DATA was answered with 554"},
      {"RCPT TO:<a@b>\r\n", "450 4.2.0 no\r\n", true, Fault::passing,
       "RCPT was answered with 450 4.2.0"},
      {"RCPT TO:<a@b>\r\n", "530 5.7.0 no\r\n", true, Fault::us,
       "RCPT was answered with 530 5.7.0"},
      {"MAIL FROM:<a@b>\r\n", "553 no\r\n", true, Fault::us, "MAIL was answered with 553"},
      {"AUTH PLAIN\r\n", "535 5.7.8 no\r\n", true, Fault::us, "AUTH was answered with 535 5.7.8"},
      {"DATA\r\n", "354 go on\r\n", false, Fault::passing, ""},
  };
  for (const auto& row : rows) {
    courier::SmtpDialogue dialogue;
    dialogue.sent(row.command);
    dialogue.received(row.answer);
    BOOST_TEST(dialogue.refused() == row.refused);
    BOOST_TEST((dialogue.fault() == row.fault), row.answer);
    if (row.refused) BOOST_TEST(dialogue.refusal() == row.refusal);
  }
}

BOOST_AUTO_TEST_CASE(a_greeting_that_refuses_is_not_about_the_mail) {
  courier::SmtpDialogue dialogue;
  dialogue.received("554 5.7.1 go away\r\n");
  BOOST_TEST(dialogue.refused());
  BOOST_TEST((dialogue.fault() == Fault::us));
  BOOST_TEST(dialogue.refusal() == "connecting was answered with 554 5.7.1");
}

BOOST_AUTO_TEST_CASE(the_words_of_either_side_are_not_kept) {
  courier::SmtpDialogue dialogue;
  dialogue.sent("AUTH PLAIN\r\n");
  dialogue.sent("c2VjcmV0\r\n");
  dialogue.received("535 c2VjcmV0 is wrong for eva@example.com\r\n");
  BOOST_TEST(dialogue.refusal() == "AUTH was answered with 535");
}

BOOST_AUTO_TEST_CASE(the_answer_to_quit_hides_no_refusal) {
  courier::SmtpDialogue dialogue;
  dialogue.sent("RCPT TO:<a@b>\r\n");
  dialogue.received("550 5.1.1 no\r\n");
  dialogue.sent("QUIT\r\n");
  dialogue.received("221 bye\r\n");
  BOOST_TEST(dialogue.refusal() == "RCPT was answered with 550 5.1.1");
}

BOOST_AUTO_TEST_CASE(a_new_command_forgets_the_last_answer) {
  courier::SmtpDialogue dialogue;
  dialogue.sent("RCPT TO:<a@b>\r\n");
  dialogue.received("550 5.1.1 no\r\n");
  dialogue.sent("DATA\r\n");
  BOOST_TEST(!dialogue.refused());
}

BOOST_AUTO_TEST_SUITE_END()
