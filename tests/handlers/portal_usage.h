#pragma once

#include <string>

#include "accounts/usage/usage.h"
#include "base/error.h"
#include "gateway/form.h"
#include "portal/errors.h"
#include "portal/limits.h"
#include "portal/stats.h"
#include "portal/tracking.h"
#include "portal/transfers.h"
#include "router/router.h"
#include "store/accounts.h"
#include "support/test_world.h"

/// The routes of the portal API that are about usage. Who calls is what the
/// header "authorization" says: "alice" and "bob" have accounts, and nobody else.
class PortalUsage : public TestWorld {
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

  explicit PortalUsage(const Options& options = {}) : TestWorld(options) {
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
        [&](store::Session& session) { store::Accounts(session).remove(account, clock.now()); });
  }

  accounts::Usage usage{context, usage_databases};
  const base::Id alice = account_of("alice");
  const base::Id bob = account_of("bob");

 private:
  /// Another world of the same database may have made it.
  base::Id account_of(const std::string& name) {
    const auto found = account(name);
    return found ? found->id : insert_account(context, name);
  }

  guards::PortalCaller caller_of(const gateway::Request& request) const {
    const auto name = std::string(request.authorization().value_or(""));
    if (name != "alice" && name != "bob") throw base::Error(base::ErrorCode::unauthorized);
    return {name == "alice" ? alice : bob, "sub-of-" + name};
  }

  portal::Tracking tracking{usage};
  portal::Transfers transfers{usage};
  portal::Stats stats{usage};
  portal::Limits limits{{.usage = usage,
                         .tiers = tiers(),
                         .caller_of = [this](const auto& request) { return caller_of(request); }}};
  const guards::Gatekeeper gatekeeper{[this](guards::Guard guard, const auto& request) {
    if (guard.check == guards::Check::anyone) return guards::Pass{};
    return guards::Pass{caller_of(request)};
  }};
  router::Router router{clock, entropy};
  guards::Api api{router.mount("portal", {base::Place{}}, portal::show_error), gatekeeper};
};
