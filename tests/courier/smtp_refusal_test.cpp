#include "courier/smtp_refusal.h"

#include <boost/test/unit_test.hpp>

#include "courier/smtp_dialogue.h"

using Fault = courier::SmtpFault;

namespace {

Fault fault_after(const char* command, const std::string& answer) {
  courier::SmtpDialogue dialogue;
  if (*command != '\0') dialogue.sent(command);
  dialogue.received(answer);
  return dialogue.fault();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(smtp_refusal)

// As real servers answer: Postfix, Exim, qmail, Exchange, Microsoft 365, Gmail, sendmail.
BOOST_AUTO_TEST_CASE(what_is_about_us_waits_and_what_is_about_the_recipient_is_over) {
  struct Row {
    const char* command;
    const char* answer;
    Fault fault;
  };
  const Row rows[] = {
      {"RCPT", "504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname",
       Fault::us},
      {"RCPT", "554 5.7.1 <eva@example.net>: Relay access denied", Fault::us},
      {"RCPT", "550 relay not permitted", Fault::us},
      {"RCPT", "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", Fault::us},
      {"RCPT", "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain", Fault::us},
      {"RCPT", "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
       Fault::us},
      {"RCPT", "550 Sender verify failed", Fault::us},
      {"RCPT", "553 5.7.1 <a@b.org>: Sender address rejected: not owned by user c", Fault::us},
      {"RCPT", "550 5.1.8 <a@b.invalid>: Sender address rejected: Domain not found", Fault::us},
      {"RCPT", "530 5.7.57 Client not authenticated to send mail", Fault::us},
      {"RCPT", "550 authentication required", Fault::us},
      {"RCPT", "503 Bad sequence of commands", Fault::us},
      {"RCPT", "550 5.1.1 <eva@example.org>: Recipient address rejected: User unknown",
       Fault::this_mail},
      {"RCPT", "550 No such user here", Fault::this_mail},
      {"RCPT", "551 User not local", Fault::this_mail},
      {"RCPT", "550 5.4.1 Recipient address rejected: Access denied", Fault::this_mail},
      {"RCPT", "550 5.2.1 The email account that you tried to reach is disabled", Fault::this_mail},
      {"RCPT", "552 5.2.2 mailbox full", Fault::this_mail},
      {"RCPT", "556 5.1.10 the domain takes no mail", Fault::this_mail},
      {"RCPT", "556 no", Fault::this_mail},
      {"RCPT", "450 4.2.0 greylisted", Fault::passing},
      {"DATA", "554 5.6.0 malformed", Fault::this_mail},
      {"DATA", "552 5.3.4 too big", Fault::this_mail},
      {"DATA", "550 5.7.1 this sender may not", Fault::us},
      {"DATA", "554 rejected", Fault::this_mail},
      {"MAIL", "550 5.1.1 who are you", Fault::us},
      {"AUTH", "535 5.7.8 Error: authentication failed", Fault::us},
      {"AUTH", "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled",
       Fault::us},
      {"AUTH", "454 4.7.0 Temporary authentication failure", Fault::passing},
      {"EHLO", "550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)", Fault::us},
      {"STARTTLS", "502 5.5.1 not implemented", Fault::us},
      {"", "554 5.7.1 Service unavailable; Client host blocked", Fault::us},
      {"", "421 4.3.2 too busy", Fault::passing},
  };
  for (const auto& row : rows) {
    BOOST_TEST((fault_after(row.command, row.answer) == row.fault), row.answer);
  }
}

BOOST_AUTO_TEST_CASE(a_code_that_only_begins_like_another_is_not_that_one) {
  BOOST_TEST((fault_after("RCPT", "550 5.7.2 a list") == Fault::this_mail));
  BOOST_TEST((fault_after("RCPT", "550 5.7.26 no SPF and no DKIM") == Fault::us));
  BOOST_TEST((fault_after("RCPT", "550 5.1.10 null MX") == Fault::this_mail));
  BOOST_TEST((fault_after("RCPT", "550 5.3.41 x") == Fault::us));
}

BOOST_AUTO_TEST_SUITE_END()
