#include "upkeep/purge.h"

#include <boost/test/unit_test.hpp>

#include "courier/outbox_desk.h"
#include "store/access_tokens.h"
#include "store/accounts.h"
#include "store/audit.h"
#include "store/grants.h"
#include "store/kept_requests.h"
#include "store/revoked_tokens.h"
#include "store/seen_signatures.h"
#include "store/sessions.h"
#include "store/throttle.h"
#include "store/tokens.h"

using namespace std::chrono_literals;

namespace {

/// Does all that is to be purged at a time, until nothing is left.
void purge_all(OutboxDesk& desk, base::Time now, const upkeep::Retention& retention) {
  const FakeClock clock(now);
  for (const auto& task : upkeep::purge_tasks(desk.database, clock, retention)) {
    while (task.step()) {
    }
  }
}

model::Account account_named(const std::string& name, OutboxDesk& desk) {
  model::Account account;
  account.id = base::Id::make(desk.clock.now(), desk.entropy);
  account.username = account.username_key = name;
  account.created_at = desk.clock.now();
  return account;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(purge)

BOOST_AUTO_TEST_CASE(what_has_expired_goes_and_the_rest_stays) {
  OutboxDesk desk;
  const auto now = desk.clock.now();
  auto pending = account_named("pending", desk);
  pending.expires_at = now + 10min;
  auto active = account_named("active", desk);
  active.state = model::AccountState::active;
  desk.database.transaction([&](auto& session) {
    store::Accounts(session).insert(pending);
    store::Accounts(session).insert(active);
    store::Tokens(session).insert({base::Id::make(now, desk.entropy), active.id, now, now + 1h});
    store::RevokedTokens(session).insert(active.id, active.id, now + 1h);
  });
  purge_all(desk, now + 2h, {});
  desk.database.transaction([&](auto& session) {
    BOOST_TEST(!store::Accounts(session).by_id(pending.id, now).has_value());
    BOOST_TEST(store::Accounts(session).by_id(active.id, now).has_value());
    BOOST_TEST(store::Tokens(session).of_account(active.id, now).empty());
    BOOST_TEST(!store::RevokedTokens(session).contains(active.id));
  });
}

BOOST_AUTO_TEST_CASE(what_sign_in_has_given_out_goes_when_it_has_expired) {
  OutboxDesk desk;
  const auto now = desk.clock.now();
  const auto id = [&] { return base::Id::make(now, desk.entropy); };
  auto active = account_named("active", desk);
  active.state = model::AccountState::active;
  const auto lasting = id();
  desk.database.transaction([&](auto& session) {
    store::Accounts(session).insert(active);
    store::Sessions(session).insert({id(), active.id, now, now, now + 1h, "192.0.2.1", ""});
    store::Grants(session).insert(
        {lasting, "personal", "", active.id, {}, "", now, now, now + 2400h});
    store::Grants(session).insert({id(), "personal", "", active.id, {}, "", now, now, now + 1h});
    store::AuthorizationCodes(session).insert(
        {id(), lasting, "", "https://a.test/", true, "", "", now + 1min, {}});
    store::KeptRequests(session).insert({id(), "192.0.2.0/24", "state=x", now});
    store::AccessTokens(session).insert({id(), lasting, "", active.id, {}, now, now + 1h});
    store::RefreshTokens(session).insert({id(), lasting, {}, now, now + 1h, {}, {}, {}});
    store::SeenSignatures(session).insert("digest", now + 1h);
  });
  purge_all(desk, now + 48h, {});
  desk.database.transaction([&](auto& session) {
    const auto later = now + 4800h;
    BOOST_TEST(store::Sessions(session).purge_expired(later, 9) == 0);
    BOOST_TEST(store::AuthorizationCodes(session).purge_expired(later, 9) == 0);
    BOOST_TEST(store::KeptRequests(session).purge_expired(later, 9) == 0);
    BOOST_TEST(store::AccessTokens(session).purge_expired(later, 9) == 0);
    BOOST_TEST(store::RefreshTokens(session).purge_expired(later, 9) == 0);
    BOOST_TEST(store::SeenSignatures(session).purge_expired(later, 9) == 0);
    BOOST_TEST(store::Grants(session).purge_expired(later, 9) == 1);
  });
}

BOOST_AUTO_TEST_CASE(counts_stay_as_long_as_the_abuse_gate_asks_for_them) {
  OutboxDesk desk;
  const auto now = desk.clock.now();
  const long window = base::to_seconds(now) / 900;
  desk.database.transaction([&](auto& session) {
    for (long age = 0; age < 4; ++age) {
      store::Throttle(session).count("failure", "192.0.2.1", window - age);
    }
  });
  const auto recent = [&](long bucket) {
    return desk.database.read([&](auto& session) {
      return store::Throttle(session).recent("failure", "192.0.2.1", bucket);
    });
  };
  purge_all(desk, now, {});
  BOOST_TEST(recent(window - 2).previous == 1);
  purge_all(desk, now, {.abuse_window = 900s});
  BOOST_TEST(recent(window).current == 1);
  BOOST_TEST(recent(window).previous == 1);
  BOOST_TEST(recent(window - 2).current == 0);
  BOOST_TEST(recent(window - 2).previous == 0);
}

BOOST_AUTO_TEST_CASE(the_audit_log_is_kept_as_long_as_is_asked_for) {
  OutboxDesk desk;
  const auto now = desk.clock.now();
  const auto account = base::Id::make(now, desk.entropy);
  const auto left = [&] {
    return desk.database.read([&](auto& session) { return store::Audit(session).count(account); });
  };
  desk.database.transaction([&](auto& session) {
    for (const auto age : {24h, 14 * 24h, 15 * 24h}) {
      store::Audit(session).append(
          {.account = account, .event = "test", .client_address = "", .at = now - age});
    }
  });
  purge_all(desk, now, {.audit_log = std::chrono::days{0}});
  BOOST_TEST(left() == 3);
  purge_all(desk, now, {.audit_log = std::chrono::days{14}});
  BOOST_TEST(left() == 2);
}

BOOST_AUTO_TEST_CASE(a_network_is_forgotten_half_a_year_after_the_last_sign_in) {
  OutboxDesk desk;
  const auto now = desk.clock.now();
  auto account = account_named("active", desk);
  account.state = model::AccountState::active;
  const auto is_known = [&](const std::string& network) {
    return desk.database.read(
        [&](auto& session) { return store::Throttle(session).knows_network(account.id, network); });
  };
  desk.database.transaction([&](auto& session) {
    store::Accounts(session).insert(account);
    store::Throttle(session).remember_network(account.id, "192.0.2.0/24", now);
    store::Throttle(session).remember_network(account.id, "198.51.100.0/24", now + 24h);
  });
  purge_all(desk, now + std::chrono::days{180}, {});
  BOOST_TEST(is_known("192.0.2.0/24"));
  purge_all(desk, now + std::chrono::days{181}, {});
  BOOST_TEST(!is_known("192.0.2.0/24"));
  BOOST_TEST(is_known("198.51.100.0/24"));
}

BOOST_AUTO_TEST_CASE(
    calls_that_were_given_up_are_kept_as_long_as_deliveries_and_mails_as_is_asked_for) {
  OutboxDesk desk;
  const auto queue_dead = [&](const std::string& channel) {
    auto message = desk.message_of(desk.verify_mail());
    message.channel = channel;
    message.dead = true;
    desk.insert(message);
    return message.id;
  };
  const auto webhook = queue_dead("webhook");
  const auto revocation = queue_dead("revocation");
  const auto mail = queue_dead("mail");
  const auto later = desk.clock.now() + 30 * 24h + 1ms;
  purge_all(desk, later, {.deliveries = std::chrono::days{0}});
  BOOST_TEST(desk.size() == 3U);
  purge_all(desk, later, {.deliveries = std::chrono::days{30}});
  BOOST_TEST(!desk.find(webhook));
  BOOST_TEST(!desk.find(revocation));
  BOOST_TEST(desk.find(mail).has_value());
  purge_all(desk, later, {.dead_mails = std::chrono::days{30}});
  BOOST_TEST(!desk.find(mail));
}

BOOST_AUTO_TEST_CASE(a_step_removes_a_bounded_number_and_tells_that_more_is_left) {
  OutboxDesk desk;
  const FakeClock later(desk.clock.now() + 1s);
  desk.database.transaction([&](auto& session) {
    for (int i = 0; i < 600; ++i) {
      auto account = account_named("u" + std::to_string(i), desk);
      account.expires_at = desk.clock.now();
      store::Accounts(session).insert(account);
    }
  });
  const auto tasks = upkeep::purge_tasks(desk.database, later, {});
  const auto registrations = tasks.front();
  BOOST_TEST(registrations.name == "registrations");
  BOOST_TEST(registrations.step());
  BOOST_TEST(!registrations.step());
  BOOST_TEST(desk.database.transaction([&](auto& session) {
    return store::Accounts(session).purge_expired(later.now(), 5000);
  }) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
