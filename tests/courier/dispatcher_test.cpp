#include "courier/dispatcher.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "base/error.h"
#include "courier/backlog.h"
#include "courier/mail_channel.h"
#include "courier/outbox_desk.h"
#include "courier/service.h"
#include "openpgp/made_key.h"

using Kind = courier::Outcome::Kind;
using namespace std::chrono_literals;

namespace {

/// Ends every mail with the outcome that the test has set, one with each work().
class FakeChannel final : public courier::Channel<courier::Envelope> {
 public:
  std::size_t room() const override { return most - mails.size(); }
  std::size_t under_way() const override { return mails.size(); }
  std::optional<std::string> begin(courier::Envelope mail) override {
    begun.push_back(mail);
    mails.push_back(std::move(mail));
    return begun.back().domain();
  }
  void work(std::chrono::milliseconds, const courier::Report& report) override {
    if (mails.empty()) return;
    const auto id = mails.front().id;
    mails.erase(mails.begin());
    if (before_report) before_report();
    report(id, outcome);
  }

  courier::Outcome outcome;
  std::size_t most = 4;
  std::function<void()> before_report;
  std::vector<courier::Envelope> mails;
  std::vector<courier::Envelope> begun;
};

struct Courier : OutboxDesk {
  int deliver() {
    return dispatcher.deliver_due([] { return false; });
  }

  FakeChannel transport;
  courier::Patience patience;
  courier::MailChannel mails{composer, transport};
  courier::Dispatcher dispatcher{database, clock, entropy, {&mails}, patience};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(dispatcher)

BOOST_AUTO_TEST_CASE(what_is_due_is_delivered_and_leaves_the_outbox) {
  Courier courier;
  for (int i = 0; i < 50; ++i) courier.queue("eva" + std::to_string(i) + "@example.com");
  BOOST_TEST(courier.deliver() == 50);
  BOOST_TEST(courier.transport.begun.size() == 50U);
  BOOST_TEST(courier.size() == 0U);
  BOOST_TEST(courier.deliver() == 0);
}

BOOST_AUTO_TEST_CASE(what_is_not_due_waits) {
  Courier courier;
  courier.queue_at("eva@example.com", courier.clock.now() + 1s);
  BOOST_TEST(courier.deliver() == 0);
  courier.clock.advance(1s);
  BOOST_TEST(courier.deliver() == 1);
}

BOOST_AUTO_TEST_CASE(a_failure_is_tried_again_later_with_the_same_message_id) {
  Courier courier;
  const auto id = courier.queue("eva@example.com");
  courier.transport.outcome = {Kind::retry, "RCPT was answered with 451"};
  BOOST_TEST(courier.deliver() == 1);
  const auto message = courier.find(id);
  BOOST_REQUIRE(message);
  BOOST_TEST(!message->dead);
  BOOST_TEST(message->attempts == 1);
  BOOST_TEST(message->last_error == "RCPT was answered with 451");
  BOOST_TEST((message->due_at >= courier.clock.now() + 15s));
  BOOST_TEST((message->due_at <= courier.clock.now() + 30s));
  BOOST_TEST(courier.deliver() == 0);
  courier.clock.advance(30s);
  courier.transport.outcome = {};
  BOOST_TEST(courier.deliver() == 1);
  BOOST_TEST(courier.size() == 0U);
  BOOST_TEST(courier.transport.begun[0].content == courier.transport.begun[1].content);
  BOOST_TEST(courier.transport.begun[0].content.find("<" + id.text() + "@example.org>") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_dead_at_once_and_requeue_makes_it_go) {
  Courier courier;
  const auto id = courier.queue("eva@example.com");
  courier.transport.outcome = {Kind::permanent, "RCPT was answered with 550"};
  courier.deliver();
  BOOST_TEST(courier.find(id)->dead);
  BOOST_TEST(courier.find(id)->last_error == "RCPT was answered with 550");
  courier.clock.advance(24h);
  BOOST_TEST(courier.deliver() == 0);
  courier.transport.outcome = {};
  BOOST_TEST(courier.requeue(id, courier.clock.now()));
  BOOST_TEST(courier.deliver() == 1);
  BOOST_TEST(courier.size() == 0U);
}

BOOST_AUTO_TEST_CASE(what_keeps_failing_is_given_up_in_time) {
  Courier courier;
  const auto id = courier.queue("eva@example.com");
  courier.transport.outcome = {Kind::retry, "no route"};
  const auto queued = courier.clock.now();
  int attempts = 0;
  while (!courier.find(id)->dead && attempts < 1000) {
    attempts += courier.deliver();
    courier.clock.advance(1min);
  }
  BOOST_TEST(courier.find(id)->dead);
  BOOST_TEST(courier.find(id)->last_error == "no route");
  BOOST_TEST((courier.clock.now() - queued >= 48h));
  BOOST_TEST((courier.clock.now() - queued <= 50h));
  BOOST_TEST(attempts >= 48);
  BOOST_TEST(attempts <= 120);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_composed_is_dead_and_blocks_no_other) {
  Courier courier;
  auto message = courier.message_of(courier.verify_mail());
  message.payload = "{\"no\":\"mail\"}";
  courier.insert(message);
  courier.queue("eva@example.com");
  BOOST_TEST(courier.deliver() == 2);
  BOOST_TEST(courier.find(message.id)->dead);
  BOOST_TEST(!courier.find(message.id)->last_error.empty());
  BOOST_TEST(courier.transport.begun.size() == 1U);
  BOOST_TEST(courier.size() == 1U);
}

BOOST_AUTO_TEST_CASE(each_outcome_is_recorded_before_the_next_is_known) {
  Courier courier;
  for (int i = 0; i < 4; ++i) courier.queue("eva@example.com");
  std::vector<std::size_t> left;
  courier.transport.before_report = [&] { left.push_back(courier.size()); };
  courier.deliver();
  BOOST_TEST(left == (std::vector<std::size_t>{4, 3, 2, 1}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_note_stands_or_falls_with_the_outcome_and_a_bad_one_does_not_keep_it_back) {
  Courier courier;
  const auto noted = courier.queue("eva@example.com");
  courier.transport.outcome.note = [&](store::Session& session) {
    store::Outbox(session).dead(noted, "noted");
  };
  courier.transport.outcome.kind = Kind::retry;
  courier.deliver();
  BOOST_TEST(courier.find(noted)->dead);
  courier.queue("eva@example.com");
  courier.transport.outcome.note = [](store::Session&) {
    throw base::Error(base::ErrorCode::internal, {}, {"a note that no database takes"});
  };
  courier.transport.outcome.kind = Kind::delivered;
  courier.deliver();
  BOOST_TEST(courier.size() == 1U);
}

BOOST_AUTO_TEST_CASE(who_asks_for_more_time_gets_it_up_to_the_longest_delay) {
  Courier courier;
  const auto id = courier.queue("eva@example.com");
  courier.transport.outcome = {Kind::retry, "429", 600s};
  courier.deliver();
  BOOST_TEST((courier.find(id)->due_at == courier.clock.now() + 600s));
  courier.clock.advance(600s);
  courier.transport.outcome.retry_after = 24h;
  courier.deliver();
  BOOST_TEST((courier.find(id)->due_at == courier.clock.now() + 3600s));
}

BOOST_AUTO_TEST_CASE(what_only_the_operator_can_mend_is_an_alarm_until_a_mail_is_delivered) {
  Courier courier;
  const courier::Backlog backlog(courier.database, courier.clock);
  courier.queue("eva@example.com");
  courier.transport.outcome = {Kind::retry, "connection refused"};
  courier.deliver();
  BOOST_TEST(!backlog.alarm_of("mail"));

  const auto first = courier.clock.now();
  courier.queue("max@example.com");
  courier.transport.outcome = {
      .kind = Kind::retry, .error = "AUTH was answered with 535", .is_alarming = true};
  courier.deliver();
  courier.clock.advance(1h);
  courier.transport.outcome.error = "RCPT was answered with 554 5.7.1";
  courier.deliver();
  const auto alarm = backlog.alarm_of("mail").value();
  BOOST_TEST(alarm.reason == "RCPT was answered with 554 5.7.1");
  BOOST_TEST((alarm.since == first));
  BOOST_TEST((alarm.last_at == first + 1h));

  courier.queue("nobody@example.com");  // refused for its own sake: that tells nothing of us
  courier.transport.outcome = {Kind::permanent, "RCPT was answered with 550 5.1.1"};
  courier.deliver();
  BOOST_TEST(backlog.alarm_of("mail").has_value());

  // Another courier, which knows of no alarm yet, ends it as well.
  courier::Dispatcher other{courier.database, courier.clock, courier.entropy, {&courier.mails}, {}};
  courier.clock.advance(2h);
  courier.queue("ida@example.com");
  courier.transport.outcome = {};
  other.deliver_due([] { return false; });
  BOOST_TEST(!backlog.alarm_of("mail"));
}

BOOST_AUTO_TEST_CASE(what_nobody_wants_any_more_leaves_the_outbox) {
  Courier courier;
  courier.queue("eva@example.com");
  courier.transport.outcome.kind = Kind::unwanted;
  courier.deliver();
  BOOST_TEST(courier.size() == 0U);
}

BOOST_AUTO_TEST_CASE(no_more_is_leased_than_the_transport_takes_on) {
  Courier courier;
  for (int i = 0; i < 10; ++i) courier.queue("eva@example.com");
  BOOST_TEST(courier.dispatcher.begin_due() == 4);
  BOOST_TEST(courier.dispatcher.begin_due() == 0);
  courier.dispatcher.work({});
  BOOST_TEST(courier.dispatcher.begin_due() == 1);
}

BOOST_AUTO_TEST_CASE(when_told_to_stop_it_finishes_what_it_has_begun) {
  Courier courier;
  for (int i = 0; i < 10; ++i) courier.queue("eva@example.com");
  const auto stop = [&] { return courier.transport.begun.size() >= 4; };
  BOOST_TEST(courier.dispatcher.deliver_due(stop) == 4);
  BOOST_TEST(courier.size() == 6U);
}

BOOST_AUTO_TEST_CASE(a_lease_that_runs_out_makes_the_message_due_again) {
  Courier courier;
  courier.queue("eva@example.com");
  BOOST_TEST(courier.dispatcher.begin_due() == 1);  // and then the courier is killed
  FakeChannel transport;
  courier::MailChannel mails(courier.composer, transport);
  courier::Dispatcher another(courier.database, courier.clock, courier.entropy, {&mails},
                              courier.patience);
  const auto never = [] { return false; };
  BOOST_TEST(another.deliver_due(never) == 0);
  courier.clock.advance(courier.patience.lease);
  BOOST_TEST(another.deliver_due(never) == 1);
  BOOST_TEST(transport.begun[0].content == courier.transport.begun[0].content);
}

BOOST_AUTO_TEST_CASE(what_was_delivered_while_the_database_was_away_is_not_sent_again) {
  Courier courier;
  courier.queue("eva@example.com");
  const auto path = courier.directory.file("doorward.db");
  BOOST_TEST(courier.dispatcher.begin_due() == 1);
  store::Database other(courier.settings(), courier.entropy, courier.generations);
  other.transaction([&](auto& session) {
    store::Outbox(session).drop(base::Id{});  // holds the write lock meanwhile
    courier.dispatcher.work({});
  });
  BOOST_TEST(courier.size() == 1U);
  courier.clock.advance(courier.patience.lease);
  BOOST_TEST(courier.deliver() == 0);
  BOOST_TEST(courier.size() == 0U);
  BOOST_TEST(courier.transport.begun.size() == 1U);
}

BOOST_AUTO_TEST_CASE(without_a_database_nothing_is_thrown) {
  OutboxDesk desk;
  store::Database nowhere({.url = "sqlite:/nonexistent/doorward.db"}, desk.entropy,
                          desk.generations);
  FakeChannel transport;
  courier::MailChannel mails(desk.composer, transport);
  courier::Dispatcher dispatcher(nowhere, desk.clock, desk.entropy, {&mails}, {});
  BOOST_TEST(courier::run_once(
                 dispatcher, [] { return false; }, [] { return false; }) == 0);
}

BOOST_AUTO_TEST_CASE(whoever_wants_mails_encrypted_to_a_heavy_key_keeps_no_other_mail_back) {
  Courier courier;
  courier.transport.most = 100;
  courier.keys = {{"heavy@example.com", made_key({"--bits", "8192"})}};
  for (int i = 0; i < 5; ++i) courier.queue("heavy@example.com");
  courier.queue("eva@example.com");
  BOOST_TEST(courier.dispatcher.begin_due() == 6);
  BOOST_REQUIRE(courier.transport.begun.size() == 1U);
  BOOST_TEST(courier.transport.begun[0].recipient == "eva@example.com");
  BOOST_TEST(courier.deliver() == 0);  // what was begun is finished
  BOOST_TEST(courier.transport.begun.size() == 6U);
  BOOST_TEST(courier.size() == 0U);
  for (std::size_t i = 1; i < courier.transport.begun.size(); ++i) {
    BOOST_TEST(courier.transport.begun[i].content.find("multipart/encrypted") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(more_mails_than_wait_to_be_encrypted_are_put_off_and_come_later) {
  Courier courier;
  courier.transport.most = 100;
  courier.patience.batch = 100;
  courier::Dispatcher dispatcher(courier.database, courier.clock, courier.entropy, {&courier.mails},
                                 courier.patience);
  courier.keys = {{"keen@example.com", made_key({})}};
  for (int i = 0; i < 34; ++i) courier.queue("keen@example.com");
  const auto never = [] { return false; };
  BOOST_TEST(dispatcher.deliver_due(never) == 34);
  BOOST_TEST(courier.transport.begun.size() == courier::Encryption::kMostUnderWay);
  BOOST_TEST(courier.size() == 2U);
  courier.clock.advance(30s);
  BOOST_TEST(dispatcher.deliver_due(never) == 2);
  BOOST_TEST(courier.size() == 0U);
}

BOOST_AUTO_TEST_CASE(delays_double_up_to_the_longest_and_differ) {
  const courier::Patience patience;
  FakeEntropy entropy;
  const struct {
    int attempts;
    std::chrono::seconds longest;
  } rows[] = {{1, 30s}, {2, 60s}, {3, 120s}, {7, 1920s}, {8, 3600s}, {9, 3600s}, {1000, 3600s}};
  for (const auto& row : rows) {
    std::set<std::chrono::milliseconds> seen;
    for (int i = 0; i < 200; ++i) seen.insert(delay_after(row.attempts, patience, entropy));
    BOOST_TEST((*seen.begin() >= row.longest / 2), row.attempts);
    BOOST_TEST((*seen.rbegin() <= row.longest), row.attempts);
    BOOST_TEST((*seen.rbegin() - *seen.begin() > row.longest / 3), row.attempts);
    BOOST_TEST(seen.size() > 100U);
  }
}

BOOST_AUTO_TEST_SUITE_END()
