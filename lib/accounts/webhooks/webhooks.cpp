#include "accounts/webhooks/webhooks.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/invalid.h"
#include "accounts/mails.h"
#include "accounts/proof/owner.h"
#include "accounts/webhooks/callback_url.h"
#include "accounts/webhooks/events.h"
#include "base/error.h"
#include "json/json.h"
#include "store/accounts.h"
#include "store/deliveries.h"
#include "store/outbox.h"
#include "store/webhooks.h"

namespace accounts {
namespace {

using base::Error;
using base::ErrorCode;

std::vector<std::string> each_once(const std::vector<std::string>& events) {
  std::vector<std::string> once;
  for (const auto& event : events) {
    if (std::ranges::find(once, event) == once.end()) once.push_back(event);
  }
  return once;
}

void check_url(const std::string& url, bool allow_private, std::vector<Error>& faults) {
  if (url.empty()) {
    faults.push_back(fault("webhook.no_url", "url"));
  } else if (const auto* rule = callback_url_fault(url, allow_private)) {
    faults.push_back(fault(rule, "url", std::to_string(model::kLongestWebhookUrl)));
  }
}

void check_events(const std::vector<std::string>& events, std::vector<Error>& faults) {
  const auto known = [](const auto& event) {
    return model::webhook_event_named(event).has_value();
  };
  if (events.empty()) {
    faults.push_back(fault("webhook.no_event", "events"));
  } else if (!std::ranges::all_of(events, known)) {
    faults.push_back(fault("webhook.unknown_event", "events"));
  }
}

Error unknown_webhook() { return Error(ErrorCode::not_found, {"There is no such webhook."}); }

model::Webhook found(store::Session& session, long long id, const base::Id& grant) {
  auto webhook = store::Webhooks(session).find(id, grant);
  if (webhook) return *std::move(webhook);
  throw unknown_webhook();
}

model::Delivery found(store::Session& session, const base::Id& id, long long webhook) {
  auto delivery = store::Deliveries(session).find(id, webhook);
  if (delivery) return *std::move(delivery);
  throw Error(ErrorCode::not_found, {"There is no such delivery."});
}

}  // namespace

Webhooks::Webhooks(Context& context, const crypto::WebhookSigner& signer, Settings settings)
    : context_(context), signer_(signer), settings_(settings) {}

void Webhooks::check(const Holder& holder, const std::string& url,
                     const std::vector<std::string>& events) const {
  std::vector<Error> faults;
  check_url(url, settings_.allow_private, faults);
  check_events(events, faults);
  if (!faults.empty()) throw Invalid(std::move(faults));
  for (const auto& event : events) {
    if (holder.scopes.fulfil(model::webhook_event_named(event)->scope)) continue;
    throw fault("webhook.scope");
  }
}

Webhooks::Added Webhooks::add(const Holder& holder, const std::string& url,
                              const std::vector<std::string>& events, const Origin& origin) {
  check(holder, url, events);
  model::Webhook webhook{.account = holder.account,
                         .grant = holder.grant,
                         .url = url,
                         .events = each_once(events),
                         .created_at = context_.clock.now()};
  webhook.id = context_.database.transaction([&](store::Session& session) {
    store::Accounts(session).begin_addition(holder.account);
    store::Webhooks webhooks(session);
    if (webhooks.count_of_account(holder.account) >= model::kMostWebhooks) {
      throw fault("webhook.too_many", "", std::to_string(model::kMostWebhooks));
    }
    audit(session, context_, holder.account, "account:webhook-added", origin,
          "Added webhook to " + model::receiver_of(url));
    tell_owner(session, context_, active_owner(session, context_, holder.account), "webhook-added",
               model::receiver_of(url), origin);
    return webhooks.insert(webhook);
  });
  auto secret = signer_.shared_secret(model::subscriber_name(webhook.id, webhook.grant));
  return {std::move(webhook), std::move(secret)};
}

std::vector<model::Webhook> Webhooks::list(const base::Id& grant, long long start, int limit) {
  return context_.database.read_stale([&](store::Session& session) {
    return store::Webhooks(session).of_grant(grant, start, limit);
  });
}

long long Webhooks::count(const base::Id& grant) {
  return context_.database.read_stale(
      [&](store::Session& session) { return store::Webhooks(session).count(grant); });
}

model::Webhook Webhooks::find(const base::Id& grant, long long id) {
  return context_.database.read([&](store::Session& session) { return found(session, id, grant); });
}

void Webhooks::remove(const Holder& holder, long long id, const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    const auto webhook = found(session, id, holder.grant);
    store::Webhooks(session).remove(id, holder.grant);
    audit(session, context_, holder.account, "account:webhook-removed", origin,
          "Deleted webhook to " + model::receiver_of(webhook.url));
  });
}

std::vector<model::Webhook> Webhooks::of_account(const base::Id& account) {
  return context_.database.read(
      [&](store::Session& session) { return store::Webhooks(session).of_account(account); });
}

void Webhooks::remove_of_account(const base::Id& account, long long id, const Origin& origin) {
  remove(holder_of(account, id), id, origin);
}

Webhooks::Holder Webhooks::holder_of(const base::Id& account, long long id) {
  const auto webhooks = of_account(account);
  const auto mine = std::ranges::find(webhooks, id, &model::Webhook::id);
  if (mine == webhooks.end()) throw unknown_webhook();
  return {.account = account, .grant = mine->grant, .scopes = {}};
}

std::vector<model::Delivery> Webhooks::deliveries(const base::Id& grant, long long webhook,
                                                  long long start, int limit) {
  return context_.database.read_stale([&](store::Session& session) {
    found(session, webhook, grant);
    return store::Deliveries(session).of_webhook(webhook, start, limit);
  });
}

long long Webhooks::count_deliveries(const base::Id& grant, long long webhook) {
  return context_.database.read_stale([&](store::Session& session) {
    found(session, webhook, grant);
    return store::Deliveries(session).count(webhook);
  });
}

model::Delivery Webhooks::delivery(const base::Id& grant, long long webhook, const base::Id& id) {
  return context_.database.read([&](store::Session& session) {
    found(session, webhook, grant);
    return found(session, id, webhook);
  });
}

void Webhooks::redeliver(const base::Id& grant, long long webhook, const base::Id& id) {
  context_.database.transaction([&](store::Session& session) {
    const auto subscription = found(session, webhook, grant);
    const auto delivery = found(session, id, webhook);
    if (subscription.disabled_at) throw fault("webhook.disabled");
    store::Deliveries(session).queued(id);
    store::Outbox(session).drop(id);
    queue_delivery(session, context_.clock.now(), delivery);
  });
}

model::Delivery Webhooks::ping(const base::Id& grant, long long id) {
  return context_.database.transaction([&](store::Session& session) {
    const auto webhook = found(session, id, grant);
    if (webhook.disabled_at) throw fault("webhook.disabled");
    const auto last = store::Deliveries(session).newest(id, model::kPing);
    const auto queued = last ? store::Outbox(session).find(last->id) : std::nullopt;
    if (queued && !queued->dead) return *last;
    const auto payload = json::dump({{"event", model::kPing}, {"webhook", id}});
    const auto delivery = deliver(session, context_, webhook, model::kPing, payload);
    return found(session, delivery, id);
  });
}

model::Webhook Webhooks::enable(const Holder& holder, long long id, const Origin& origin) {
  return context_.database.transaction([&](store::Session& session) {
    auto webhook = found(session, id, holder.grant);
    if (!webhook.disabled_at) return webhook;
    store::Webhooks(session).enable(id);
    webhook.disabled_at.reset();
    audit(session, context_, holder.account, "account:webhook-enabled", origin,
          "Enabled webhook to " + model::receiver_of(webhook.url));
    return webhook;
  });
}

void Webhooks::enable_of_account(const base::Id& account, long long id, const Origin& origin) {
  enable(holder_of(account, id), id, origin);
}

}  // namespace accounts
