// The whole courier against a real mail server and the wall clock.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <random>
#include <set>
#include <thread>

#include "courier/dispatcher.h"
#include "courier/mail_channel.h"
#include "courier/outbox_desk.h"
#include "courier/service.h"
#include "courier/smtp.h"
#include "support/poll.h"
#include "support/smtp_server.h"

using namespace std::chrono_literals;

namespace {

const base::SystemClock kClock;

bool never() { return false; }
bool no_upkeep() { return false; }

/// An outbox, and couriers that deliver from it to the server.
struct Post : OutboxDesk {
  explicit Post(const SmtpServer& mail_server) : server(mail_server) {}

  base::Id post(const std::string& recipient) { return queue_at(recipient, kClock.now()); }

  /// A courier of the calling process, with a database connection of its own.
  template <typename Use>
  auto with_courier(const Use& use) const {
    base::SystemEntropy random;
    cache::Generations told;
    store::Database own(settings(), random, told);
    courier::SmtpChannel transport(
        {.server = server.address(), .tls = "none", .timeout = 5s, .concurrency = 4});
    courier::MailChannel mails(composer, transport);
    courier::Dispatcher dispatcher(own, kClock, random, {&mails}, patience);
    return use(dispatcher);
  }

  int deliver() const {
    return with_courier(
        [](auto& dispatcher) { return courier::run_once(dispatcher, no_upkeep, never); });
  }

  /// A courier as a process of its own, which runs until it is killed.
  pid_t start_courier() const {
    const auto pid = fork();
    if (pid != 0) return pid;
    with_courier([](auto& dispatcher) {
      const auto wait = [](auto at_most) { std::this_thread::sleep_for(at_most); };
      courier::run(dispatcher, {.poll = 20ms}, no_upkeep, wait, never);
      return 0;
    });
    _exit(0);
  }

  const SmtpServer& server;
  courier::Patience patience{.lease = 6s, .first_delay = 1s};
};

void end(pid_t pid) {
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
}

std::set<std::string> message_ids_of(const std::vector<SmtpServer::Mail>& mails) {
  std::set<std::string> ids;
  for (const auto& mail : mails) ids.insert(mail.header("Message-ID"));
  return ids;
}

std::string address(int number) { return "eva" + std::to_string(number) + "@example.com"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(delivery)

BOOST_AUTO_TEST_CASE(several_recipients_get_their_own_mail_each) {
  SmtpServer server;
  Post post(server);
  for (int i = 0; i < 10; ++i) post.post(address(i));
  BOOST_TEST(post.deliver() == 10);
  BOOST_TEST(post.size() == 0U);
  for (int i = 0; i < 10; ++i) {
    const auto mails = server.mails_to(address(i));
    BOOST_REQUIRE(mails.size() == 1U);
    BOOST_TEST(mails[0].header("To") == "<" + address(i) + ">");
    BOOST_TEST(mails[0].sender == "door@example.org");
  }
  BOOST_TEST(message_ids_of(server.mails()).size() == 10U);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_busy_or_down_delays_a_mail_and_loses_none) {
  SmtpServer server;
  Post post(server);
  server.answer_recipient(address(1), "451 4.3.0 later");
  const auto id = post.post(address(1));
  post.deliver();
  BOOST_TEST(post.find(id)->last_error == "RCPT was answered with 451 4.3.0");
  server.stop();
  BOOST_TEST(eventually([&] { return post.deliver() == 1; }));
  BOOST_TEST(post.find(id)->attempts == 2);
  BOOST_TEST(!post.find(id)->dead);
  server.start();
  server.accept_all();
  BOOST_TEST(eventually([&] { return post.deliver() == 1; }));
  BOOST_TEST(post.size() == 0U);
  BOOST_TEST(server.mails().size() == 1U);
  BOOST_TEST(server.mails()[0].header("Message-ID") == "<" + id.text() + "@example.org>");
}

BOOST_AUTO_TEST_CASE(a_mail_that_is_refused_for_good_goes_after_requeue) {
  SmtpServer server;
  Post post(server);
  server.answer_recipient(address(1), "550 5.1.1 unknown");
  const auto id = post.post(address(1));
  post.deliver();
  BOOST_TEST(post.find(id)->dead);
  server.accept_all();
  BOOST_TEST(post.deliver() == 0);
  post.requeue(id, kClock.now());
  BOOST_TEST(post.deliver() == 1);
  BOOST_TEST(server.mails_to(address(1)).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_new_mail_goes_out_while_others_hang) {
  SmtpServer server;
  Post post(server);
  server.answer_recipient(address(1), "hang");
  server.answer_content(address(2), "hang");
  const auto slow = post.post(address(1));
  const auto slower = post.post(address(2));
  const auto courier = post.start_courier();
  BOOST_TEST(eventually(
      [&] { return post.find(slow)->attempts == 1 && post.find(slower)->attempts == 1; }));
  post.post(address(3));
  BOOST_TEST(eventually([&] { return server.mails_to(address(3)).size() == 1; }, 4s));
  end(courier);
}

BOOST_AUTO_TEST_CASE(two_couriers_at_once_deliver_each_mail_once) {
  SmtpServer server;
  Post post(server);
  for (int i = 0; i < 60; ++i) post.post(address(i));
  const pid_t couriers[] = {post.start_courier(), post.start_courier()};
  BOOST_TEST(eventually([&] { return post.size() == 0; }));
  for (const auto courier : couriers) end(courier);
  BOOST_TEST(server.mails().size() == 60U);
  BOOST_TEST(message_ids_of(server.mails()).size() == 60U);
}

BOOST_AUTO_TEST_CASE(a_courier_killed_at_any_moment_loses_no_mail) {
  SmtpServer server;
  Post post(server);
  post.patience.lease = 1s;
  std::set<std::string> expected;
  std::mt19937 random(7);
  for (int round = 0; round < 25; ++round) {
    for (int i = 0; i < 4; ++i) {
      expected.insert("<" + post.post(address(round)).text() + "@example.org>");
    }
    const auto courier = post.start_courier();
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
    end(courier);
  }
  const auto courier = post.start_courier();
  BOOST_TEST(eventually([&] { return post.size() == 0; }));
  end(courier);
  BOOST_TEST(message_ids_of(server.mails()) == expected, boost::test_tools::per_element());
  BOOST_TEST_MESSAGE(server.mails().size() << " mails for " << expected.size() << " messages");
}

BOOST_AUTO_TEST_CASE(told_to_stop_it_finishes_what_is_under_way_and_begins_nothing) {
  SmtpServer server;
  Post post(server);
  post.post(address(1));
  int asked = 0;
  const auto stop = [&] { return ++asked > 1; };
  post.with_courier([&](auto& dispatcher) {
    courier::run(
        dispatcher, {}, no_upkeep, [](auto) {}, stop);
    return 0;
  });
  BOOST_TEST(server.mails().size() == 1U);
  BOOST_TEST(post.size() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
