#include "courier/backlog.h"

#include <boost/test/unit_test.hpp>

#include "courier/outbox_desk.h"
#include "model/webhook.h"

namespace {

struct Operator : OutboxDesk {
  base::Id bury(const std::string& recipient) {
    const auto id = queue(recipient);
    database.transaction(
        [&](auto& session) { store::Outbox(session).dead(id, "RCPT was answered with 550"); });
    return id;
  }

  courier::Backlog backlog{database, clock};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(backlog, Operator)

BOOST_AUTO_TEST_CASE(the_dead_are_shown_first_and_by_themselves_where_asked) {
  const auto queued = queue("queued@example.org");
  const auto dead = bury("dead@example.org");
  const auto all = backlog.all();
  BOOST_REQUIRE_EQUAL(all.size(), 2);
  BOOST_TEST(all.front().id.text() == dead.text());
  BOOST_TEST(all.back().id.text() == queued.text());
  BOOST_REQUIRE_EQUAL(backlog.dead().size(), 1);
  BOOST_TEST(backlog.dead().front().last_error == "RCPT was answered with 550");
}

BOOST_AUTO_TEST_CASE(what_was_given_up_is_due_again_with_its_attempts_forgotten) {
  const auto first = bury("first@example.org");
  bury("second@example.org");
  BOOST_TEST(backlog.requeue(first));
  BOOST_TEST(!backlog.find(first)->dead);
  BOOST_TEST(backlog.find(first)->attempts == 0);
  BOOST_TEST(backlog.requeue_dead() == 1);
  BOOST_TEST(backlog.dead().empty());
}

BOOST_AUTO_TEST_CASE(more_than_are_shown_at_once_are_requeued_whole) {
  for (int i = 0; i < 1001; ++i) bury("somebody@example.org");
  BOOST_TEST(backlog.requeue_dead() == 1001);
  BOOST_TEST(backlog.dead().empty());
}

BOOST_AUTO_TEST_CASE(a_message_that_has_gone_is_neither_requeued_nor_dropped) {
  const auto id = queue("somebody@example.org");
  BOOST_TEST(backlog.drop(id));
  BOOST_TEST(!backlog.drop(id));
  BOOST_TEST(!backlog.requeue(id));
  BOOST_TEST(!backlog.find(id).has_value());
}

BOOST_AUTO_TEST_CASE(a_mail_shows_its_payload_and_a_webhook_that_nobody_wants_shows_nothing) {
  const auto mail = *backlog.find(queue("somebody@example.org"));
  BOOST_TEST(backlog.content_of(mail).value() == mail.payload);
  auto call = mail;
  call.channel = model::kWebhookChannel;
  BOOST_TEST(!backlog.content_of(call).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
