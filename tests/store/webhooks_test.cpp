#include "store/webhooks.h"

#include <boost/test/unit_test.hpp>

#include "backends.h"
#include "model/grant_names.h"
#include "oauth_rows.h"
#include "store/deliveries.h"

using store::Deliveries;
using store::Webhooks;

namespace {

/// An account with a grant and a subscription of it.
template <typename On>
struct Subscribed : Store<On> {
  model::Grant grant_for(const base::Id& of, const std::string& scopes, base::Time expires_at) {
    model::Grant made;
    made.id = this->id();
    made.type = model::kPersonalGrant;
    made.account = of;
    made.scopes = *model::Scopes::parse(scopes);
    made.created_at = made.signed_in_at = kNow;
    made.expires_at = expires_at;
    this->template in<store::Grants>([&](auto& grants) { grants.insert(made); });
    return made;
  }

  long long subscribe(const base::Id& of, std::vector<std::string> events) {
    return this->template in<Webhooks>([&](auto& webhooks) {
      return webhooks.insert({.account = account,
                              .grant = of,
                              .url = "https://a.example/hook",
                              .events = std::move(events),
                              .created_at = kNow});
    });
  }

  model::Delivery deliver(long long of, base::Time created_at = kNow,
                          const std::string& payload = R"({"id":1})") {
    model::Delivery made{.id = this->id(),
                         .webhook = of,
                         .created_at = created_at,
                         .event = "ssh-key:add",
                         .url = "https://a.example/hook",
                         .payload = payload,
                         .payload_headers = "Content-Type: application/json"};
    this->template in<Deliveries>([&](auto& deliveries) { deliveries.insert(made); });
    return made;
  }

  std::vector<Webhooks::Listener> listeners(base::Time now = kNow) {
    return this->template in<Webhooks>(
        [&](auto& webhooks) { return webhooks.listeners(account, now); });
  }
  std::optional<Deliveries::Outgoing> outgoing(const base::Id& of, base::Time now = kNow) {
    return this->template in<Deliveries>(
        [&](auto& deliveries) { return deliveries.outgoing(of, now); });
  }
  model::Delivery found(const model::Delivery& delivery) {
    return *this->template in<Deliveries>(
        [&](auto& deliveries) { return deliveries.find(delivery.id, delivery.webhook); });
  }

  base::Id account = this->active("alice").id;
  base::Id grant = grant_for(account, "keys:read profile:write", kNow + 1h).id;
  long long webhook = subscribe(grant, {"ssh-key:remove", "profile:update", "ssh-key:add"});
};

}  // namespace

BOOST_AUTO_TEST_SUITE(webhooks_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_subscription_comes_back_to_its_grant_alone, On, Backends) {
  Subscribed<On> store;
  const auto find = [&](const base::Id& grant) {
    return store.template in<Webhooks>(
        [&](auto& webhooks) { return webhooks.find(store.webhook, grant); });
  };
  const auto found = find(store.grant);
  BOOST_REQUIRE(found);
  BOOST_TEST(found->id == store.webhook);
  BOOST_TEST((found->account == store.account));
  BOOST_TEST((found->grant == store.grant));
  BOOST_TEST(found->url == "https://a.example/hook");
  BOOST_TEST(found->events ==
                 (std::vector<std::string>{"ssh-key:remove", "profile:update", "ssh-key:add"}),
             boost::test_tools::per_element());
  BOOST_TEST((found->created_at == kNow));
  BOOST_TEST(!found->disabled_at);
  BOOST_TEST(!find(store.grant_for(store.account, "*", kNow + 1h).id));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_list_is_of_one_grant_newest_first_and_in_pages, On, Backends) {
  Subscribed<On> store;
  const auto second = store.subscribe(store.grant, {"ssh-key:add"});
  const auto third = store.subscribe(store.grant, {"ssh-key:add"});
  store.subscribe(store.grant_for(store.account, "*", kNow + 1h).id, {"ssh-key:add"});
  store.template in<Webhooks>([&](auto& webhooks) {
    BOOST_TEST(webhooks.count(store.grant) == 3);
    BOOST_TEST(webhooks.count_of_account(store.account) == 4);
    const auto page = webhooks.of_grant(store.grant, -1, 2);
    BOOST_REQUIRE(page.size() == 2U);
    BOOST_TEST(page[0].id == third);
    BOOST_TEST(page[1].id == second);
    const auto rest = webhooks.of_grant(store.grant, store.webhook, 2);
    BOOST_REQUIRE(rest.size() == 1U);
    BOOST_TEST(rest[0].id == store.webhook);
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(who_listens_is_neither_disabled_nor_past_its_grant, On, Backends) {
  Subscribed<On> store;
  const auto ending = store.grant_for(store.account, "*", kNow + 1ms).id;
  const auto other = store.subscribe(ending, {"ssh-key:add"});
  BOOST_REQUIRE(store.listeners().size() == 2U);
  BOOST_TEST(store.listeners()[0].webhook.id == store.webhook);
  BOOST_TEST(store.listeners()[0].scopes.fulfil("profile:write"));
  BOOST_TEST(!store.listeners()[0].scopes.fulfil("keys:write"));
  BOOST_TEST(store.listeners()[1].webhook.id == other);
  BOOST_TEST(store.listeners(kNow + 1ms).size() == 1U);
  store.template in<Webhooks>([&](auto& webhooks) { webhooks.disable(store.webhook, kNow); });
  BOOST_TEST(store.listeners().size() == 1U);
  BOOST_TEST(store.listeners()[0].webhook.id == other);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_subscription_goes_with_its_grant_and_takes_its_deliveries, On,
                              Backends) {
  Subscribed<On> store;
  const auto delivery = store.deliver(store.webhook);
  store.template in<store::Grants>([&](auto& grants) { grants.remove(store.grant); });
  BOOST_TEST(store.listeners().empty());
  BOOST_TEST(!store.outgoing(delivery.id));
  BOOST_TEST(store.template in<Deliveries>(
                 [&](auto& deliveries) { return deliveries.count(store.webhook); }) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(only_its_grant_removes_a_subscription, On, Backends) {
  Subscribed<On> store;
  const auto other = store.grant_for(store.account, "*", kNow + 1h).id;
  store.template in<Webhooks>([&](auto& webhooks) {
    BOOST_TEST(!webhooks.remove(store.webhook, other));
    BOOST_TEST(webhooks.remove(store.webhook, store.grant));
    BOOST_TEST(!webhooks.remove(store.webhook, store.grant));
  });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(deliveries_repository)

BOOST_AUTO_TEST_CASE_TEMPLATE(a_delivery_comes_back_as_it_was, On, Backends) {
  Subscribed<On> store;
  auto stored = store.deliver(store.webhook);
  const auto found = store.found(stored);
  BOOST_TEST((found.id == stored.id));
  BOOST_TEST(found.number > 0);
  BOOST_TEST((found.created_at == kNow));
  BOOST_TEST(found.event == "ssh-key:add");
  BOOST_TEST(found.url == "https://a.example/hook");
  BOOST_TEST(found.payload == R"({"id":1})");
  BOOST_TEST(found.payload_headers == "Content-Type: application/json");
  BOOST_TEST(found.status == model::kQueued);
  BOOST_TEST(!found.response);
  BOOST_TEST(!found.response_headers);
  BOOST_TEST(!store.template in<Deliveries>(
      [&](auto& deliveries) { return deliveries.find(stored.id, store.webhook + 1).has_value(); }));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_payload_is_kept_whole_however_long, On, Backends) {
  Subscribed<On> store;
  const auto delivery = store.deliver(store.webhook, kNow, std::string(300'000, 'x'));
  BOOST_TEST((store.found(delivery).payload == delivery.payload));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_was_answered_is_kept_as_far_as_it_fits, On, Backends) {
  Subscribed<On> store;
  const auto delivery = store.deliver(store.webhook);
  const auto answered = [&](const std::string& response, const std::string& headers) {
    store.template in<Deliveries>([&](auto& deliveries) {
      deliveries.answered(delivery.id, {200, "X-Nonce: 1", response, headers});
    });
    return store.found(delivery);
  };
  const auto plain = answered("danke sch\u00f6n", "Server: x\nVia: y");
  BOOST_TEST(plain.status == 200);
  BOOST_TEST(plain.payload_headers == "X-Nonce: 1");
  BOOST_TEST(plain.response.value() == "danke sch\u00f6n");
  BOOST_TEST(plain.response_headers.value() == "Server: x\nVia: y");
  BOOST_TEST(answered("a\xff" + std::string(1, '\0') + "b", "").response.value() == "a??b");
  const auto longest = answered(std::string(65'535, 'x') + "\u00fc", std::string(20'000, 'y'));
  BOOST_TEST(longest.response->size() == 65'535U);
  BOOST_TEST(longest.response_headers->size() == 16'384U);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_to_be_sent_again_has_no_answer, On, Backends) {
  Subscribed<On> store;
  const auto delivery = store.deliver(store.webhook);
  store.template in<Deliveries>([&](auto& deliveries) {
    deliveries.answered(delivery.id, {500, "", "oh", "Server: x"});
    deliveries.queued(delivery.id);
  });
  const auto found = store.found(delivery);
  BOOST_TEST(found.status == model::kQueued);
  BOOST_TEST(!found.response);
  BOOST_TEST(!found.response_headers);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_list_is_newest_first_and_in_pages, On, Backends) {
  Subscribed<On> store;
  const auto first = store.deliver(store.webhook);
  const auto second = store.deliver(store.webhook);
  const auto third = store.deliver(store.webhook);
  store.deliver(store.subscribe(store.grant, {"ssh-key:add"}));
  store.template in<Deliveries>([&](auto& deliveries) {
    BOOST_TEST(deliveries.count(store.webhook) == 3);
    const auto page = deliveries.of_webhook(store.webhook, -1, 2);
    BOOST_REQUIRE(page.size() == 2U);
    BOOST_TEST((page[0].id == third.id));
    BOOST_TEST((page[1].id == second.id));
    const auto rest = deliveries.of_webhook(store.webhook, page[1].number - 1, 2);
    BOOST_REQUIRE(rest.size() == 1U);
    BOOST_TEST((rest[0].id == first.id));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(nothing_is_sent_for_who_must_not_be_told, On, Backends) {
  Subscribed<On> store;
  const auto delivery = store.deliver(store.webhook);
  const auto sent = store.outgoing(delivery.id);
  BOOST_REQUIRE(sent);
  BOOST_TEST(sent->webhook == store.webhook);
  BOOST_TEST((sent->grant == store.grant));
  BOOST_TEST(sent->scopes.fulfil("keys:read"));
  BOOST_TEST(sent->event == "ssh-key:add");
  BOOST_TEST(sent->url == "https://a.example/hook");
  BOOST_TEST(sent->payload == R"({"id":1})");
  BOOST_TEST(!store.outgoing(store.id()));
  BOOST_TEST(!store.outgoing(delivery.id, kNow + 1h));
  store.template in<Webhooks>([&](auto& webhooks) { webhooks.disable(store.webhook, kNow); });
  BOOST_TEST(!store.outgoing(delivery.id));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(old_ones_are_purged_a_bounded_number_at_a_time, On, Backends) {
  Subscribed<On> store;
  for (int i = 0; i < 3; ++i) store.deliver(store.webhook, kNow - 1ms);
  store.deliver(store.webhook);
  const auto purged = [&](int limit) {
    return store.template in<Deliveries>(
        [&](auto& deliveries) { return deliveries.purge_before(kNow, limit); });
  };
  BOOST_TEST(purged(2) == 2);
  BOOST_TEST(purged(2) == 1);
  BOOST_TEST(purged(2) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
