#include "store/outbox.h"

#include <boost/test/unit_test.hpp>

#include "model/webhook.h"
#include "program/program.h"
#include "store/database.h"
#include "support/fakes.h"

namespace {

/// A database with messages in it, beside the program.
struct Queue : Program {
  base::SystemEntropy entropy;
  cache::Generations generations;
  FakeClock clock;

  Queue() { run_program({"migrate"}); }

  store::Database open() {
    return {{"sqlite:" + scratch.at("doorward/doorward.db")}, entropy, generations};
  }

  std::string add(bool dead) {
    const auto id = base::Id::make(clock.now(), entropy);
    auto database = open();
    database.transaction([&](store::Session& session) {
      store::Outbox outbox(session);
      outbox.insert(
          {id, "mail", R"({"template":"verify"})", clock.now(), clock.now(), 0, false, {}, {}});
      if (dead) outbox.dead(id, "RCPT was answered with 550");
    });
    return id.text();
  }

  void insert_now(const std::string& channel, const std::string& payload) {
    const auto now = base::SystemClock{}.now();
    auto database = open();
    database.transaction([&](store::Session& session) {
      store::Outbox(session).insert(
          {base::Id::make(now, entropy), channel, payload, now, now, 0, false, {}, {}});
    });
  }

  std::size_t lines(const Ran& ran) const {
    return static_cast<std::size_t>(std::count(ran.output.begin(), ran.output.end(), '\n'));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(outbox_commands, Queue)

BOOST_AUTO_TEST_CASE(list_shows_queued_and_dead_or_the_dead_alone) {
  const auto queued = add(false);
  const auto dead = add(true);
  const auto all = run_program({"outbox", "list"});
  BOOST_TEST(all.code == 0);
  BOOST_TEST(lines(all) == 2U);
  BOOST_TEST(says(all, queued + "  queued"));
  BOOST_TEST(says(all, dead + "  dead"));
  const auto only_dead = run_program({"outbox", "list", "--dead"});
  BOOST_TEST(lines(only_dead) == 1U);
  BOOST_TEST(says(only_dead, "RCPT was answered with 550"));
}

BOOST_AUTO_TEST_CASE(a_webhook_is_shown_with_its_receiver) {
  const auto id = base::Id::make(clock.now(), entropy);
  auto database = open();
  database.transaction([&](store::Session& session) {
    store::Outbox(session).insert(
        {id, "webhook", "{}", clock.now(), clock.now(), 2, false, "timed out", "a.example:8443"});
  });
  BOOST_TEST(says(run_program({"outbox", "list"}), "webhook  a.example:8443  timed out"));
  const auto ran = run_program({"outbox", "show", id.text()});
  for (const auto* part : {"channel     webhook", "receiver    a.example:8443",
                           "payload     (nobody wants it any more)"}) {
    BOOST_TEST(says(ran, part), part);
  }
}

BOOST_AUTO_TEST_CASE(show_tells_all_of_one) {
  const auto ran = run_program({"outbox", "show", add(true)});
  BOOST_TEST(ran.code == 0);
  for (const auto* part : {"state       dead", "due         2023-11-14T22:13:20Z",
                           "payload     {\"template\":\"verify\"}"}) {
    BOOST_TEST(says(ran, part), part);
  }
}

BOOST_AUTO_TEST_CASE(requeue_makes_one_or_all_of_the_dead_due_again) {
  const auto first = add(true);
  add(true);
  add(true);
  const auto requeued = run_program({"outbox", "requeue", first});
  BOOST_TEST(requeued.code == 0);
  BOOST_TEST(requeued.output == "requeued: " + first + "\n");
  BOOST_TEST(lines(run_program({"outbox", "list", "--dead"})) == 2U);
  BOOST_TEST(says(run_program({"outbox", "requeue", "--all-dead"}), "requeued: 2"));
  BOOST_TEST(lines(run_program({"outbox", "list", "--dead"})) == 0U);
  BOOST_TEST(lines(run_program({"outbox", "list"})) == 3U);
}

BOOST_AUTO_TEST_CASE(what_cron_runs_prints_nothing_unless_something_is_wrong) {
  const auto deliver = [&] { return run_program({"courier", "--once"}); };
  BOOST_TEST(deliver().output == "");
  const model::Mail mail{"password-changed", "en", "eva@a.example", "eva", {}, {}};
  insert_now("mail", model::to_payload(mail));
  BOOST_TEST(deliver().output == "");
  BOOST_TEST(lines(run_program({"outbox", "list"})) == 0U);
  environment = {{"DOORWARD_LOG_TARGET", scratch.at("log")}};
  BOOST_TEST(deliver().output == "");
  insert_now("mail", model::to_payload(mail));
  environment["DOORWARD_MAIL_SERVER"] = "127.0.0.1:1";
  environment.erase("DOORWARD_LOG_TARGET");
  BOOST_TEST(says(deliver(), "warning"));
  environment["DOORWARD_SERVER_WORKERS"] = "none";
  const auto refused = deliver();
  BOOST_TEST(refused.code == 78);
  BOOST_TEST(says(refused, "DOORWARD_SERVER_WORKERS"));
}

BOOST_AUTO_TEST_CASE(without_libcurl_mails_and_calls_wait_and_the_operator_is_told_why) {
  scratch.make_directory("broken");
  scratch.write("broken/libcurl.so.4", "");
  environment = {{"LD_LIBRARY_PATH", scratch.at("broken")},
                 {"DOORWARD_MAIL_SERVER", "127.0.0.1:1"}};
  const model::Mail mail{"password-changed", "en", "eva@a.example", "eva", {}, {}};
  insert_now("mail", model::to_payload(mail));
  insert_now("revocation", model::to_payload(model::RevocationCall{"https://a.example/", "0"}));
  BOOST_TEST(run_program({"courier", "--once"}).code == 0);
  const std::string reason = "need the library libcurl, which cannot be loaded.";
  const auto listed = run_program({"outbox", "list"});
  BOOST_TEST(lines(listed) == 2U);
  for (const auto* waiting : {"queued", "mail ", "revocation "}) {
    BOOST_TEST(says(listed, waiting), waiting);
  }
  BOOST_TEST(says(listed, reason + " (" + scratch.at("broken/libcurl.so.4") + ": "));
  const auto checked = run_program({"check"});
  BOOST_TEST(checked.code == 1);
  BOOST_TEST(says(checked, "FAULT  mail"));
  BOOST_TEST(says(checked, reason));
}

BOOST_AUTO_TEST_CASE(drop_removes_one) {
  const auto id = add(false);
  const auto dropped = run_program({"outbox", "drop", id});
  BOOST_TEST(dropped.code == 0);
  BOOST_TEST(dropped.output == "dropped: " + id + "\n");
  BOOST_TEST(lines(run_program({"outbox", "list"})) == 0U);
}

BOOST_AUTO_TEST_CASE(a_message_that_is_not_there_is_a_failure) {
  for (const auto* action : {"show", "requeue", "drop"}) {
    const auto ran = run_program({"outbox", action, "01890000-0000-7000-8000-000000000000"});
    BOOST_TEST(ran.code == 1);
    BOOST_TEST(says(ran, "no such message"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
