// Webhooks and revocation calls, from the outbox to a receiver that is not ours and back.
#include "courier/calls.h"

#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <random>
#include <set>
#include <thread>

#include "courier/dispatcher.h"
#include "courier/file_channel.h"
#include "courier/mail_channel.h"
#include "courier/outbox_desk.h"
#include "courier/service.h"
#include "model/grant_names.h"
#include "model/oauth.h"
#include "model/webhook.h"
#include "store/accounts.h"
#include "store/grants.h"
#include "store/webhooks.h"
#include "support/poll.h"
#include "support/receiver.h"

using namespace std::chrono_literals;

namespace {

bool never() { return false; }
bool no_upkeep() { return false; }

/// An account with a grant, subscriptions of it, and a courier for them. Its clock stands still.
struct Exchange : OutboxDesk {
  Exchange() {
    account.id = make_id();
    account.username = account.username_key = "anna";
    account.state = model::AccountState::active;
    account.created_at = clock.now();
    grant.id = make_id();
    grant.type = model::kPersonalGrant;
    grant.account = account.id;
    grant.scopes = *model::Scopes::parse("keys:read");
    grant.created_at = grant.signed_in_at = clock.now();
    grant.expires_at = clock.now() + 1000h;
    database.transaction([&](auto& session) {
      store::Accounts(session).insert(account);
      store::Grants(session).insert(grant);
    });
    receiver.trust(signer.public_keys().at(0));
  }

  base::Id make_id() { return base::Id::make(clock.now(), entropy); }

  long long subscribe(const std::string& url) {
    const model::Webhook made{.account = account.id,
                              .grant = grant.id,
                              .url = url,
                              .events = {"ssh-key:add"},
                              .created_at = clock.now()};
    const auto id =
        database.transaction([&](auto& session) { return store::Webhooks(session).insert(made); });
    receiver.trust(signer.public_keys().at(0),
                   signer.shared_secret(model::subscriber_name(id, grant.id)));
    return id;
  }

  /// Queues a delivery to a subscription.
  base::Id send(long long to, const std::string& url, const std::string& sequence = "") {
    const auto now = clock.now();
    const auto id = make_id();
    database.transaction([&](auto& session) {
      store::Deliveries(session).insert({.id = id,
                                         .webhook = to,
                                         .created_at = now,
                                         .event = "ssh-key:add",
                                         .url = url,
                                         .payload = R"({"id":1})",
                                         .payload_headers = ""});
    });
    insert({id, "webhook", "{}", now, now, 0, false, {}, model::receiver_of(url), sequence});
    return id;
  }
  /// The same to a new subscription at this path of the receiver.
  base::Id send(const std::string& path) {
    const auto url = receiver.url(path);
    return send(webhook = subscribe(url), url);
  }

  int deliver() { return dispatcher.deliver_due(never); }
  model::Delivery recorded(const base::Id& id) {
    return *database.read(
        [&](auto& session) { return store::Deliveries(session).find(id, webhook); });
  }

  Receiver receiver;
  model::Account account;
  model::Grant grant;
  long long webhook = 0;
  crypto::WebhookSigner signer{crypto::Secret({std::string(64, '7')})};
  courier::Patience patience;
  courier::HttpCalls::Settings http{.allow_private = true, .timeout = 1s};
  courier::Calls calls{database, clock, entropy, signer, http};
  courier::Dispatcher dispatcher{database, clock, entropy, {&calls}, patience};
};

void end(pid_t pid) {
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(calls, Exchange)

BOOST_AUTO_TEST_CASE(a_webhook_arrives_signed_and_its_answer_is_recorded) {
  const auto id = send("/ok/hook");
  BOOST_TEST(deliver() == 1);
  const auto received = receiver.received();
  BOOST_REQUIRE(received.size() == 1U);
  BOOST_TEST(received[0].path == "/ok/hook");
  BOOST_TEST(received[0].id == id.text());
  BOOST_TEST(received[0].event == "ssh-key:add");
  BOOST_TEST(received[0].body == R"({"id":1})");
  BOOST_TEST(received[0].nonce.size() == 16U);
  BOOST_TEST(received[0].timestamp == "1700000000");
  BOOST_TEST(received[0].good);
  const auto kept = recorded(id);
  BOOST_TEST(kept.status == 200);
  BOOST_TEST(kept.response.value() == "danke sch\u00f6n");
  BOOST_TEST(kept.response_headers->find("X-Answer: yes") != std::string::npos);
  BOOST_TEST(
      kept.payload_headers.starts_with("Content-Type: application/json\nX-Webhook-Event: "
                                       "ssh-key:add\nX-Webhook-Delivery: " +
                                       id.text() + "\nX-Payload-Signature: "));
  BOOST_TEST(kept.payload_headers.find("X-Payload-Nonce: " + received[0].nonce) !=
             std::string::npos);
  BOOST_TEST(size() == 0U);
}

BOOST_AUTO_TEST_CASE(
    a_receiver_that_fails_or_is_down_is_tried_again_with_the_same_id_and_a_new_nonce) {
  const auto id = send("/ok");
  receiver.behave("fail");
  deliver();
  BOOST_TEST(recorded(id).status == 500);
  BOOST_TEST(recorded(id).response.value() == "oh");
  BOOST_TEST(find(id)->last_error == "answered with 500");
  BOOST_TEST((find(id)->due_at > clock.now()));
  receiver.stop();
  clock.advance(1min);
  BOOST_TEST(deliver() == 1);
  BOOST_TEST(recorded(id).status == model::kNoConnection);
  BOOST_TEST(recorded(id).response->starts_with("There was no answer: "));
  BOOST_TEST(!recorded(id).response_headers);
  receiver.start();
  receiver.behave("ok");
  clock.advance(1h);
  BOOST_TEST(deliver() == 1);
  BOOST_TEST(recorded(id).status == 200);
  BOOST_TEST(size() == 0U);
  const auto received = receiver.received();
  BOOST_REQUIRE(received.size() == 2U);
  BOOST_TEST(received[0].id == received[1].id);
  BOOST_TEST(received[0].nonce != received[1].nonce);
  BOOST_TEST(received[0].timestamp != received[1].timestamp);
  BOOST_TEST(received[1].good);
}

BOOST_AUTO_TEST_CASE(a_redirect_is_a_failure) {
  const auto id = send("/redirect");
  deliver();
  BOOST_TEST(recorded(id).status == 302);
  BOOST_TEST(find(id)->last_error == "answered with 302");
  BOOST_TEST(receiver.received().size() == 1U);
}

BOOST_AUTO_TEST_CASE(who_asks_for_time_gets_it) {
  const auto id = send("/busy");
  deliver();
  BOOST_TEST((find(id)->due_at == clock.now() + 600s));
}

BOOST_AUTO_TEST_CASE(who_does_not_answer_in_time_is_recorded_so) {
  const auto id = send("/hang");
  deliver();
  BOOST_TEST(recorded(id).status == model::kTimedOut);
  BOOST_TEST(recorded(id).response->find("timed out after 1 second") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_keeps_failing_is_dead_in_time_and_keeps_its_last_answer) {
  const auto id = send("/fail");
  clock.advance(48h);
  deliver();
  BOOST_TEST(find(id)->dead);
  BOOST_TEST(find(id)->last_error == "answered with 500");
  BOOST_TEST(recorded(id).status == 500);
}

BOOST_AUTO_TEST_CASE(a_receiver_that_has_gone_ends_its_subscription) {
  const auto id = send("/gone");
  send(webhook, receiver.url("/gone/later"));
  const auto other = send("/ok");
  patience.batch = 1;
  courier::Dispatcher one_by_one(database, clock, entropy, {&calls}, patience);
  one_by_one.deliver_due(never);
  const auto disabled = database.read([&](auto& session) {
    return store::Webhooks(session).find(webhook - 1, grant.id)->disabled_at.has_value();
  });
  BOOST_TEST(disabled);
  BOOST_TEST(recorded(other).status == 200);
  webhook -= 1;
  BOOST_TEST(recorded(id).status == 410);
  BOOST_TEST(size() == 0U);
}

BOOST_AUTO_TEST_CASE(what_happened_later_waits_for_what_happened_first) {
  const auto url = receiver.url("/ok");
  const auto to = webhook = subscribe(url);
  const auto first = send(to, receiver.url("/fail"), "same");
  for (int i = 0; i < 3; ++i) {
    clock.advance(1ms);
    send(to, receiver.url("/ok/" + std::to_string(i)), "same");
  }
  BOOST_TEST(deliver() == 1);
  clock.advance(1min);
  BOOST_TEST(deliver() == 1);
  clock.advance(48h);  // the first is given up
  BOOST_TEST(deliver() == 4);
  BOOST_TEST(find(first)->dead);
  std::vector<std::string> paths;
  for (const auto& call : receiver.received()) paths.push_back(call.path);
  BOOST_TEST(
      paths == (std::vector<std::string>{"/fail", "/fail", "/fail", "/ok/0", "/ok/1", "/ok/2"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_may_not_know_any_more_is_not_told) {
  send("/ok/narrowed");
  database.transaction([&](auto& session) {
    store::Grants(session).set_scopes(grant.id, *model::Scopes::parse("profile:read"));
  });
  BOOST_TEST(deliver() == 1);
  database.transaction([&](auto& session) {
    store::Grants(session).set_scopes(grant.id, *model::Scopes::parse("keys:write"));
  });
  send("/ok/allowed");
  send("/ok/removed");
  database.transaction([&](auto& session) { store::Webhooks(session).remove(webhook, grant.id); });
  BOOST_TEST(deliver() == 2);
  send("/ok/ended");
  database.transaction([&](auto& session) { store::Grants(session).remove(grant.id); });
  BOOST_TEST(deliver() == 1);
  BOOST_TEST(size() == 0U);
  const auto received = receiver.received();
  BOOST_REQUIRE(received.size() == 1U);
  BOOST_TEST(received[0].path == "/ok/allowed");
}

BOOST_AUTO_TEST_CASE(a_revocation_call_is_signed_and_tried_again) {
  auto message = message_of({});
  message.channel = "revocation";
  message.payload =
      model::to_payload(model::RevocationCall{receiver.url("/ok/revoked"), std::string(128, 'a')});
  insert(message);
  receiver.behave("fail");
  BOOST_TEST(deliver() == 1);
  BOOST_TEST(find(message.id)->last_error == "answered with 500");
  receiver.behave("ok");
  clock.advance(1min);
  BOOST_TEST(deliver() == 1);
  BOOST_TEST(size() == 0U);
  const auto received = receiver.received();
  BOOST_REQUIRE(received.size() == 2U);
  BOOST_TEST(received[1].body == R"({"token_hash":")" + std::string(128, 'a') + R"("})");
  BOOST_TEST(received[1].good);
}

BOOST_AUTO_TEST_CASE(what_is_no_call_is_dead_and_blocks_no_other) {
  auto message = message_of({});
  message.channel = "revocation";
  message.payload = R"({"no":"call"})";
  insert(message);
  send("/ok");
  deliver();
  BOOST_TEST(find(message.id)->dead);
  BOOST_TEST(receiver.received().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_slow_receiver_delays_neither_others_nor_mails) {
  Receiver quick;
  const auto slow = receiver.url("/hang");
  const auto id = subscribe(slow);
  for (int i = 0; i < 200; ++i) send(id, slow);
  clock.advance(1ms);
  const auto others = subscribe(quick.url("/ok"));
  quick.trust(signer.public_keys().at(0),
              signer.shared_secret(model::subscriber_name(others, grant.id)));
  for (int i = 0; i < 8; ++i) send(others, quick.url("/ok"));
  queue("eva@example.com");
  courier::FileChannel files(directory.file("mail"));
  courier::MailChannel mails(composer, files);
  courier::Calls patient(database, clock, entropy, signer, {.allow_private = true, .timeout = 10s});
  courier::Dispatcher both(database, clock, entropy, {&patient, &mails}, patience);
  const auto begun = std::chrono::steady_clock::now();
  while (quick.received().size() < 8 || size() > 200) {
    BOOST_REQUIRE((std::chrono::steady_clock::now() - begun < 9s));
    both.begin_due();
    both.work(50ms);
  }
  BOOST_TEST(receiver.received().size() <= 4U);
}

BOOST_AUTO_TEST_CASE(a_courier_killed_at_any_moment_loses_no_event) {
  const base::SystemClock wall;
  const auto url = receiver.url("/ok");
  webhook = subscribe(url);
  patience.lease = 1s;
  patience.first_delay = 1s;
  std::set<std::string> expected;
  std::mt19937 random(7);
  const auto start = [&] {
    const auto pid = fork();
    if (pid != 0) return pid;
    base::SystemEntropy own_entropy;
    store::Database own(settings(), own_entropy, generations);
    courier::Calls own_calls(own, wall, own_entropy, signer, http);
    courier::Dispatcher own_dispatcher(own, wall, own_entropy, {&own_calls}, patience);
    const auto wait = [](auto at_most) { std::this_thread::sleep_for(at_most); };
    courier::run(own_dispatcher, {.poll = 20ms}, no_upkeep, wait, never);
    _exit(0);
  };
  clock.advance(wall.now() - clock.now());
  database.transaction(
      [&](auto& session) { store::Grants(session).extend(grant.id, clock.now() + 1h); });
  for (int round = 0; round < 15; ++round) {
    for (int i = 0; i < 4; ++i) expected.insert(send(webhook, url).text());
    const auto courier = start();
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
    end(courier);
  }
  const auto courier = start();
  BOOST_TEST(eventually([&] { return size() == 0; }));
  end(courier);
  std::set<std::string> arrived;
  for (const auto& each : receiver.received()) {
    BOOST_TEST(each.good);
    arrived.insert(each.id);
  }
  BOOST_TEST(arrived == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
