#pragma once

#include <string>

#include "accounts/usage/usage.h"
#include "base/error.h"
#include "crypto/hash_slots.h"
#include "gateway/form.h"
#include "portal/answer.h"
#include "portal/limits.h"
#include "portal/stats.h"
#include "portal/tracking.h"
#include "portal/transfers.h"
#include "router/router.h"
#include "store/accounts.h"
#include "store/migrations.h"
#include "support/fakes.h"
#include "support/temp_directory.h"

/// The routes of the portal API that are about usage, on a fresh SQLite. Who calls is what the
/// header "authorization" says: "alice" and "bob" have accounts, and nobody else.
class PortalUsage {
 public:
  static constexpr auto kSkylink = "_A70A-ibzv2Woueb2_LutFjMq5nL9bamDtoSxYeq4nYwng";
  static constexpr auto kBase32 = "vg7f80v8jf7fr5l2sudtnsnemhccpasppfqrd9ger89cb1tas9r317g";

  static model::Tiers tiers() {
    return {{{"anonymous", 10, 20, 30, 0, 250, 0},
             {"free", 100, 200, 300, 5, 125, 1 << 30},
             {"plus", 1000, 2000, 3000, 4000, 0, 1L << 40},
             {"pro", 10000, 20000, 30000, 40000, 0, 1L << 41},
             {"extreme", 100000, 200000, 300000, 400000, 0, 1L << 42}}};
  }

  /// `database_url`: one that several share; empty: its own. Those who share one differ in `seed`.
  explicit PortalUsage(const std::string& database_url = "", std::uint64_t seed = 1)
      : entropy(seed),
        database({database_url.empty() ? "sqlite:" + directory.file("doorward.db") : database_url},
                 entropy, generations) {
    store::migrate(database);
    alice = add("alice");
    bob = add("bob");
    tracking.mount(api);
    transfers.mount(api);
    stats.mount(api);
    limits.mount(api);
  }

  gateway::Response send(gateway::Method method, const std::string& path,
                         const std::string& query = "", const std::string& form = "",
                         const std::string& who = "alice") {
    gateway::Request request;
    request.method = method;
    request.method_text = gateway::name_of(method);
    request.path = path;
    request.query = gateway::parse_form(query, 4096, 64);
    request.client_address = "192.0.2.1";
    if (!form.empty()) request.media_type = "application/x-www-form-urlencoded";
    request.body = form;
    if (!who.empty()) request.headers.add("authorization", who);
    return router.answer(request);
  }
  gateway::Response get(const std::string& path, const std::string& query = "",
                        const std::string& who = "alice") {
    return send(gateway::Method::get, path, query, "", who);
  }
  gateway::Response post(const std::string& path, const std::string& query = "",
                         const std::string& form = "", const std::string& who = "alice") {
    return send(gateway::Method::post, path, query, form, who);
  }

  void set_tier(const base::Id& account, int tier) {
    database.transaction(
        [&](store::Session& session) { store::Accounts(session).set_tier(account, tier); });
  }
  void remove(const base::Id& account) {
    database.transaction(
        [&](store::Session& session) { store::Accounts(session).remove(account); });
  }

  TempDirectory directory;
  FakeClock clock;
  FakeEntropy entropy;
  cache::Generations generations;
  crypto::Fingerprints fingerprints{entropy};
  store::Database database;
  crypto::HashSlots slots{directory.file("slots"), 1, std::chrono::milliseconds(0)};
  crypto::HashingInPlace hashing{slots};
  crypto::Passwords passwords{{8, 1}, hashing};
  crypto::OpaqueTokens opaque{crypto::Secret({std::string(64, '5')})};
  accounts::Usage usage{
      accounts::Context{database,
                        clock,
                        entropy,
                        passwords,
                        opaque,
                        {generations, fingerprints, clock, std::chrono::seconds{5}}}};
  base::Id alice;
  base::Id bob;

 private:
  base::Id add(const std::string& name) {
    const auto found = database.read([&](store::Session& session) {
      return store::Accounts(session).by_username(name, clock.now());
    });
    if (found) return found->id;
    model::Account account;
    account.id = base::Id::make(clock.now(), entropy);
    account.username = account.username_key = name;
    account.state = model::AccountState::active;
    account.created_at = clock.now();
    database.transaction(
        [&](store::Session& session) { store::Accounts(session).insert(account); });
    return account.id;
  }

  guards::PortalCaller caller_of(const gateway::Request& request) const {
    const auto name = std::string(request.authorization().value_or(""));
    if (name != "alice" && name != "bob") throw base::Error(base::ErrorCode::unauthorized);
    return {name == "alice" ? alice : bob, "sub-of-" + name};
  }

  portal::Tracking tracking{{.usage = usage}};
  portal::Transfers transfers{{.usage = usage}};
  portal::Stats stats{{.usage = usage}};
  portal::Limits limits{{.usage = usage,
                         .tiers = tiers(),
                         .caller_of = [this](const auto& request) { return caller_of(request); }}};
  const guards::Gatekeeper gatekeeper{[this](guards::Guard guard, const auto& request) {
    if (guard == guards::Guard::anyone) return guards::Pass{};
    return guards::Pass{caller_of(request)};
  }};
  router::Router router{clock, entropy};
  guards::Api api{router.mount("portal", {base::Place{}}, portal::show_error), gatekeeper};
};
