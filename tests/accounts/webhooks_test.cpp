#include "accounts/webhooks/webhooks.h"

#include <boost/test/unit_test.hpp>

#include "accounts/invalid.h"
#include "accounts/webhooks/callback_url.h"
#include "store/webhooks.h"
#include "subscriber.h"
#include "support/refusals.h"

using base::ErrorCode;

namespace {

using Texts = std::vector<std::string>;

/// "field: rule" of every fault.
template <typename Work>
Texts faults_of(Work&& work) {
  Texts texts;
  try {
    work();
  } catch (const accounts::Invalid& invalid) {
    for (const auto& fault : invalid.faults())
      texts.push_back(fault.subject() + ": " + fault.rule());
  }
  return texts;
}

/// Empty when none refuses the URL.
std::string rule_against(const std::string& url, bool allow_private) {
  const auto* rule = accounts::callback_url_fault(url, allow_private);
  return rule == nullptr ? "" : rule;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(webhooks, Subscriber)

BOOST_AUTO_TEST_CASE(a_subscription_has_its_events_in_order_each_once_and_a_secret) {
  const auto token = holder("keys:read profile:write");
  const auto added = subscribe(token, {"ssh-key:remove", "profile:update", "ssh-key:remove"});
  const auto found = webhooks.find(token.grant, added.webhook.id);
  BOOST_TEST(found.events == (Texts{"ssh-key:remove", "profile:update"}),
             boost::test_tools::per_element());
  BOOST_TEST(found.url == "https://a.example/hook");
  BOOST_TEST(added.secret.starts_with("whsec_"));
  BOOST_TEST(added.secret != subscribe(token, {"ssh-key:add"}).secret);
  BOOST_TEST(audited("account:webhook-added") == 2);
  BOOST_TEST(mails().back().template_name == "webhook-added");
  BOOST_TEST(mails().back().detail == "a.example");
  BOOST_TEST(webhooks.count(token.grant) == 2);
}

BOOST_AUTO_TEST_CASE(what_is_missing_or_unknown_is_told_all_at_once) {
  const auto token = holder("*");
  BOOST_TEST(faults_of([&] { subscribe(token, {}, ""); }) ==
                 (Texts{"url: webhook.no_url", "events: webhook.no_event"}),
             boost::test_tools::per_element());
  BOOST_TEST(faults_of([&] {
               subscribe(token, {"ssh-key:add", "tea:ready"}, "gopher://x");
             }) == (Texts{"url: webhook.url_malformed", "events: webhook.unknown_event"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_event_needs_its_scope) {
  const auto refused = [&](const std::string& scopes, const std::string& event) {
    const auto token = holder(scopes);
    const auto error = refusal_of([&] { subscribe(token, {event}); });
    return error && error->code() == ErrorCode::invalid_argument && error->subject().empty() &&
           error->rule() == "webhook.scope";
  };
  BOOST_TEST(refused("profile:read", "ssh-key:add"));
  BOOST_TEST(refused("audit:read keys:write", "profile:update"));
  BOOST_TEST(!refused("keys:write", "pgp-key:remove"));
  BOOST_TEST(!refused("*", "profile:update"));
}

BOOST_AUTO_TEST_CASE(another_tokens_subscription_is_as_one_that_is_not_there) {
  const auto mine = holder("*");
  const auto other = holder("*");
  const auto id = subscribe(mine, {"ssh-key:add"}).webhook.id;
  const auto unknown = [&](auto work) { return refuses(ErrorCode::not_found, work); };
  BOOST_TEST(unknown([&] { webhooks.find(other.grant, id); }));
  BOOST_TEST(unknown([&] { webhooks.remove(other, id, from("192.0.2.1")); }));
  BOOST_TEST(unknown([&] { webhooks.deliveries(other.grant, id, -1, 10); }));
  BOOST_TEST(unknown([&] { webhooks.count_deliveries(other.grant, id); }));
  BOOST_TEST(unknown([&] { webhooks.delivery(other.grant, id, anna); }));
  BOOST_TEST(unknown([&] { webhooks.redeliver(other.grant, id, anna); }));
  BOOST_TEST(webhooks.list(other.grant, -1, 10).empty());
  webhooks.remove(mine, id, from("192.0.2.1"));
  BOOST_TEST(unknown([&] { webhooks.find(mine.grant, id); }));
  BOOST_TEST(audited("account:webhook-removed") == 1);
}

BOOST_AUTO_TEST_CASE(an_account_has_so_many_and_no_more) {
  const auto first = holder("*");
  const auto second = holder("*");
  for (int i = 0; i < model::kMostWebhooks / 2; ++i) {
    subscribe(first, {"ssh-key:add"});
    subscribe(second, {"ssh-key:add"});
  }
  BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { subscribe(first, {"ssh-key:add"}); }));
}

BOOST_AUTO_TEST_CASE(a_delivery_is_queued_again_under_its_id) {
  const auto token = holder("*");
  const auto webhook = subscribe(token, {"ssh-key:remove"}).webhook;
  database.transaction([&](store::Session& session) {
    accounts::fire(session, context, anna, accounts::SshKeyRemoved{1});
  });
  const auto sent = calls().at(0);
  database.transaction([&](store::Session& session) {
    store::Outbox(session).dead(sent.id, "no answer");
    store::Deliveries(session).answered(sent.id, {-3, "", "no answer", {}});
  });
  BOOST_TEST(calls().empty());
  webhooks.redeliver(token.grant, webhook.id, sent.id);
  BOOST_REQUIRE(calls().size() == 1U);
  BOOST_TEST((calls()[0].id == sent.id));
  BOOST_TEST(calls()[0].receiver == "a.example");
  const auto delivery = webhooks.delivery(token.grant, webhook.id, sent.id);
  BOOST_TEST(delivery.status == model::kQueued);
  BOOST_TEST(delivery.payload == "key 1");
  database.transaction(
      [&](store::Session& session) { store::Webhooks(session).disable(webhook.id, clock.now()); });
  BOOST_TEST(refuses(ErrorCode::invalid_argument,
                     [&] { webhooks.redeliver(token.grant, webhook.id, sent.id); }));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(callback_urls)

BOOST_AUTO_TEST_CASE(a_public_web_address_may_be_called) {
  for (const auto* url :
       {"https://a.example", "https://a.example/hook?x=y#z", "http://a.example:80/",
        "HTTPS://A.Example:8443/hook", "https://sub.a_b.example:443", "https://xn--tr-xka.example/",
        "http://8.8.8.8/", "https://[2001:4860:4860::8888]:1024/", "https://a.example/x@y",
        "https://a.example./"}) {
    BOOST_TEST(rule_against(url, false) == "", url);
  }
}

BOOST_AUTO_TEST_CASE(every_spelling_of_a_private_address_is_refused_unless_it_is_allowed) {
  for (const auto* host : {"127.0.0.1",
                           "127.1",
                           "0x7f.1",
                           "0177.0.0.1",
                           "2130706433",
                           "0x7f000001",
                           "127.0.0.1.",
                           "[::ffff:127.0.0.1]",
                           "[::ffff:7f00:1]",
                           "[::1]",
                           "[::]",
                           "[::127.0.0.1]",
                           "169.254.169.254",
                           "10.0.0.1",
                           "172.16.0.1",
                           "192.168.1.1",
                           "100.64.0.1",
                           "0.0.0.0",
                           "0",
                           "[fd00::1]",
                           "[fe80::1]",
                           "[fc00::1]",
                           "[64:ff9b::7f00:1]",
                           "[2002:7f00:1::]",
                           "localhost",
                           "localhost.",
                           "LOCALHOST",
                           "a.localhost"}) {
    const auto url = std::string("http://") + host + ":8080/hook";
    BOOST_TEST(rule_against(url, false) == "webhook.url_private", url);
    BOOST_TEST(rule_against(url, true) == "", url);
  }
}

BOOST_AUTO_TEST_CASE(other_schemes_users_and_ports_are_refused_even_where_private_ones_are_not) {
  for (const auto& url : Texts{"gopher://a.example/",
                               "file:///etc/passwd",
                               "ftp://a.example",
                               "javascript:alert(1)",
                               "//a.example/",
                               "a.example",
                               "https:a.example",
                               "https://",
                               "https:///path",
                               "https://:8080/",
                               "https://.example/",
                               "https://a.example\\@b.example/",
                               "https://a.example/\r\nX-Evil: 1",
                               "https://a .example/",
                               "https://a%2eexample/",
                               "https://[::1",
                               "https://[]/",
                               "https://[fe80::1%25eth0]/",
                               "https://[::1]x/",
                               "https://m\u00fcller.example/",
                               "https://user@a.example/",
                               "https://user:pw@a.example/",
                               "https://a.example:25/",
                               "https://a.example:22/",
                               "https://a.example:0/",
                               "https://a.example:65536/",
                               "https://a.example:/",
                               "https://a.example:80:80/",
                               "https://a.example:+80/",
                               "https://a.example/" + std::string(2048, 'x')}) {
    BOOST_TEST(rule_against(url, true) != "", url);
  }
}

BOOST_AUTO_TEST_SUITE_END()
