#include "accounts/events.h"

#include <boost/test/unit_test.hpp>

#include "accounts/address_change.h"
#include "accounts/profile_change.h"
#include "accounts/resources.h"
#include "accounts/ssh_keys.h"
#include "base/error.h"
#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "model/person.h"
#include "proofs.h"
#include "subscriber.h"

using namespace std::chrono_literals;

namespace {

struct Events : Subscriber {
  void fire(const std::string& event, const std::string& payload = "{}") {
    service.database.transaction([&](store::Session& session) {
      accounts::fire(session, service.context, anna, event, payload);
    });
  }

  /// Of the newest delivery.
  std::string event_and_payload() {
    const auto newest = deliveries(token, everything).at(0);
    return newest.event + " " + newest.payload;
  }

  accounts::Webhooks::Holder token = holder("*");
  long long everything = subscribe(token, {"profile:update", "ssh-key:add", "ssh-key:remove",
                                           "pgp-key:add", "pgp-key:remove"})
                             .webhook.id;
  accounts::SshKeys keys{service.context};
  accounts::AddressChange addresses{service.context, service.gate};
  accounts::ProfileChange profile{service.context, addresses};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(events, Events)

BOOST_AUTO_TEST_CASE(a_delivery_and_its_call_have_one_id) {
  fire("ssh-key:remove", R"({"id":7})");
  const auto sent = deliveries(token, everything);
  BOOST_REQUIRE(sent.size() == 1U);
  BOOST_TEST(sent[0].event == "ssh-key:remove");
  BOOST_TEST(sent[0].payload == R"({"id":7})");
  BOOST_TEST(sent[0].status == model::kQueued);
  BOOST_TEST(sent[0].url == "https://a.example/hook");
  BOOST_REQUIRE(calls().size() == 1U);
  BOOST_TEST((calls()[0].id == sent[0].id));
  BOOST_TEST(calls()[0].receiver == "a.example");
  BOOST_TEST((calls()[0].due_at == service.clock.now()));
}

BOOST_AUTO_TEST_CASE(only_who_wants_to_know_and_may_is_told) {
  const auto keys_alone = subscribe(holder("keys:read"), {"ssh-key:add"});
  const auto narrowed = holder("*");
  subscribe(narrowed, {"ssh-key:add"});
  service.database.transaction([&](store::Session& session) {
    store::Grants(session).set_scopes(narrowed.grant, *model::Scopes::parse("profile:write"));
  });
  subscribe(holder("*", 1min), {"ssh-key:add"});
  service.clock.advance(2min);
  fire("ssh-key:add");
  BOOST_TEST(calls().size() == 2U);
  fire("profile:update");
  BOOST_TEST(calls().size() == 3U);
  BOOST_TEST(webhooks.count_deliveries(keys_alone.webhook.grant, keys_alone.webhook.id) == 1);
}

BOOST_AUTO_TEST_CASE(a_change_that_is_undone_tells_nobody) {
  BOOST_CHECK_THROW(service.database.transaction([&](store::Session& session) {
    accounts::fire(session, service.context, anna, "ssh-key:add", "{}");
    throw base::Error(base::ErrorCode::internal);
  }),
                    base::Error);
  BOOST_TEST(calls().empty());
  BOOST_TEST(deliveries(token, everything).empty());
}

BOOST_AUTO_TEST_CASE(an_ssh_key_that_comes_or_goes_is_told_of) {
  const auto line = ssh_line(make_key(crypto::Algorithm::eddsa)) + " anna@home";
  const auto key = keys.add(anna, line, from("192.0.2.1"));
  BOOST_TEST(event_and_payload() ==
             "ssh-key:add " + accounts::ssh_key_resource(key, "anna", /*with_last_used=*/true));
  keys.remove(anna, key.id, from("192.0.2.1"));
  BOOST_TEST(event_and_payload() == R"(ssh-key:remove {"id":)" + std::to_string(key.id) + "}");
}

BOOST_AUTO_TEST_CASE(a_profile_is_told_of_as_it_is_then_with_all_its_members) {
  accounts::ProfileChange::Wish wish;
  wish.texts["bio"] = "T\u00fcren";
  profile.change(anna, wish, from("192.0.2.1"));
  BOOST_TEST(event_and_payload() ==
             R"(profile:update {"canonical_name":"~anna","name":"anna",)"
             R"("email":"anna@example.org","url":null,"location":null,"bio":"T\u00fcren",)"
             R"("use_pgp_key":null})");
}

BOOST_AUTO_TEST_CASE(a_new_address_is_told_of_when_it_is_theirs) {
  addresses.ask(proof_of(service.context, anna), "new@example.org", from("192.0.2.1"));
  BOOST_TEST(calls().empty());
  std::string token_of_mail;
  for (const auto& message : service.database.read(
           [](store::Session& session) { return store::Outbox(session).list(false, 1000); })) {
    const auto mail = model::mail_from_payload(message.payload);
    if (mail.template_name != "confirm-address") continue;
    token_of_mail = service.opaque.mint(crypto::TokenKind::challenge, mail.challenge);
  }
  addresses.confirm(token_of_mail, "secret", from("192.0.2.1"));
  BOOST_TEST(event_and_payload().find(R"("email":"new@example.org")") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(resources)

BOOST_AUTO_TEST_CASE(times_are_in_utc_to_the_second) {
  BOOST_TEST(accounts::timestamp(base::from_millis(1'700'000'000'999)) ==
             "2023-11-14T22:13:20+00:00");
}

BOOST_AUTO_TEST_CASE(a_key_is_shown_with_its_owner_and_its_last_use_to_the_owner_alone) {
  model::SshKey key{.id = 3,
                    .account = {},
                    .key = "ssh-ed25519 AAAA \u00e4",
                    .digest = {},
                    .fingerprint = "aa:bb",
                    .comment = "\u00e4",
                    .authorized_at = base::from_millis(1'700'000'000'000),
                    .last_used = {}};
  const std::string shown =
      R"({"id":3,"authorized":"2023-11-14T22:13:20+00:00","comment":"\u00e4",)"
      R"("fingerprint":"aa:bb","key":"ssh-ed25519 AAAA \u00e4",)"
      R"("owner":{"canonical_name":"~anna","name":"anna"})";
  BOOST_TEST(accounts::ssh_key_resource(key, "anna", false) == shown + "}");
  BOOST_TEST(accounts::ssh_key_resource(key, "anna", true) == shown + R"(,"last_used":null})");
  key.last_used = key.authorized_at;
  BOOST_TEST(accounts::ssh_key_resource(key, "anna", true) ==
             shown + R"(,"last_used":"2023-11-14T22:13:20+00:00"})");
}

BOOST_AUTO_TEST_CASE(a_webhook_shows_its_secret_once) {
  model::Webhook webhook{.id = 5,
                         .account = {},
                         .grant = {},
                         .url = "https://a.example/",
                         .events = {"ssh-key:add"},
                         .created_at = base::from_millis(1'700'000'000'000)};
  const std::string shown =
      R"({"id":5,"created":"2023-11-14T22:13:20+00:00","events":["ssh-key:add"],)"
      R"("url":"https://a.example/")";
  BOOST_TEST(accounts::webhook_resource(webhook) == shown + "}");
  BOOST_TEST(accounts::webhook_resource(webhook, "whsec_x") == shown + R"(,"secret":"whsec_x"})");
}

BOOST_AUTO_TEST_SUITE_END()
