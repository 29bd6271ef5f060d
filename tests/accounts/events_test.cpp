#include "accounts/webhooks/events.h"

#include <boost/test/unit_test.hpp>

#include "accounts/identity/address_change.h"
#include "accounts/identity/profile_change.h"
#include "accounts/keys/ssh_keys.h"
#include "base/error.h"
#include "crypto/jose.h"
#include "crypto/ssh_lines.h"
#include "model/person.h"
#include "subscriber.h"
#include "support/records.h"

using namespace std::chrono_literals;

namespace {

struct Events : Subscriber {
  void fire(const accounts::Event& event) {
    database.transaction(
        [&](store::Session& session) { accounts::fire(session, context, anna, event); });
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
  accounts::SshKeys keys{context};
  accounts::ProfileChange profile{context, addresses};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(events, Events)

BOOST_AUTO_TEST_CASE(a_delivery_and_its_call_have_one_id) {
  fire(accounts::SshKeyRemoved{7});
  const auto sent = deliveries(token, everything);
  BOOST_REQUIRE(sent.size() == 1U);
  BOOST_TEST(sent[0].event == "ssh-key:remove");
  BOOST_TEST(sent[0].payload == "key 7");
  BOOST_TEST(sent[0].status == model::kQueued);
  BOOST_TEST(sent[0].url == "https://a.example/hook");
  BOOST_REQUIRE(calls().size() == 1U);
  BOOST_TEST((calls()[0].id == sent[0].id));
  BOOST_TEST(calls()[0].receiver == "a.example");
  BOOST_TEST((calls()[0].due_at == clock.now()));
}

BOOST_AUTO_TEST_CASE(only_who_wants_to_know_and_may_is_told) {
  const auto keys_alone = subscribe(holder("keys:read"), {"ssh-key:add"});
  const auto narrowed = holder("*");
  subscribe(narrowed, {"ssh-key:add"});
  database.transaction([&](store::Session& session) {
    store::Grants(session).set_scopes(narrowed.grant, *model::Scopes::parse("profile:write"));
  });
  subscribe(holder("*", 1min), {"ssh-key:add"});
  clock.advance(2min);
  fire(accounts::SshKeyAdded{{}, "anna"});
  BOOST_TEST(calls().size() == 2U);
  fire(accounts::ProfileUpdated{{}});
  BOOST_TEST(calls().size() == 3U);
  BOOST_TEST(webhooks.count_deliveries(keys_alone.webhook.grant, keys_alone.webhook.id) == 1);
}

BOOST_AUTO_TEST_CASE(a_change_that_is_undone_tells_nobody) {
  BOOST_CHECK_THROW(database.transaction([&](store::Session& session) {
    accounts::fire(session, context, anna, accounts::SshKeyRemoved{7});
    throw base::Error(base::ErrorCode::internal);
  }),
                    base::Error);
  BOOST_TEST(calls().empty());
  BOOST_TEST(deliveries(token, everything).empty());
}

BOOST_AUTO_TEST_CASE(an_ssh_key_that_comes_or_goes_is_told_of) {
  const auto line = ssh_line(make_key(crypto::Algorithm::eddsa)) + " anna@home";
  const auto key = keys.add(anna, line, from("192.0.2.1"));
  BOOST_TEST(event_and_payload() == "ssh-key:add " + key.fingerprint + " of anna");
  keys.remove(anna, key.id, from("192.0.2.1"));
  BOOST_TEST(event_and_payload() == "ssh-key:remove key " + std::to_string(key.id));
}

BOOST_AUTO_TEST_CASE(a_profile_is_told_of_as_it_is_then) {
  accounts::ProfileChange::Wish wish;
  wish.texts["bio"] = "T\u00fcren";
  profile.change(anna, wish, from("192.0.2.1"));
  BOOST_TEST(event_and_payload() == "profile:update anna anna@example.org T\u00fcren");
}

BOOST_AUTO_TEST_CASE(a_new_address_is_told_of_when_it_is_theirs) {
  addresses.ask(proof_of(context, anna), "new@example.org", from("192.0.2.1"));
  BOOST_TEST(calls().empty());
  std::string token_of_mail;
  for (const auto& message : database.read(
           [](store::Session& session) { return store::Outbox(session).list(false, 1000); })) {
    const auto mail = model::mail_from_payload(message.payload);
    if (mail.template_name != "confirm-address") continue;
    token_of_mail = opaque.mint(crypto::TokenKind::challenge, mail.challenge);
  }
  addresses.confirm(token_of_mail, "secret", from("192.0.2.1"));
  BOOST_TEST(event_and_payload() == "profile:update anna new@example.org ");
}

BOOST_AUTO_TEST_SUITE_END()
