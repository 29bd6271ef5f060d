#include "accounts/webhooks/events.h"

#include "accounts/context.h"
#include "base/error.h"
#include "model/message.h"
#include "model/person.h"
#include "model/webhook.h"
#include "store/deliveries.h"
#include "store/outbox.h"
#include "store/profiles.h"
#include "store/webhooks.h"

namespace accounts {
namespace {

model::WebhookEvent known(std::string_view name) {
  if (const auto event = model::webhook_event_named(name)) return *event;
  throw base::Error(base::ErrorCode::internal, {}, {"no such event: " + std::string(name)});
}

}  // namespace

void fire(store::Session& session, const Context& context, const base::Id& account,
          const Event& event) {
  const auto name = std::visit([](const auto& what) { return what.kName; }, event);
  const auto needed = known(name).scope;
  const auto now = context.clock.now();
  for (const auto& [webhook, scopes] : store::Webhooks(session).listeners(account, now)) {
    if (!webhook.wants(name) || !scopes.fulfil(needed)) continue;
    deliver(session, context, webhook, name, context.payload_of(event));
  }
}

base::Id deliver(store::Session& session, const Context& context, const model::Webhook& webhook,
                 std::string_view event, std::string payload) {
  const auto now = context.clock.now();
  const model::Delivery delivery{.id = base::Id::make(now, context.entropy),
                                 .webhook = webhook.id,
                                 .created_at = now,
                                 .event = std::string(event),
                                 .url = webhook.url,
                                 .payload = std::move(payload),
                                 .payload_headers = "Content-Type: application/json"};
  store::Deliveries(session).insert(delivery);
  queue_delivery(session, now, delivery);
  return delivery.id;
}

void fire_profile_update(store::Session& session, const Context& context,
                         const model::Account& account) {
  const model::Person person{account, store::Profiles(session).of(account.id)};
  fire(session, context, account.id, ProfileUpdated{person});
}

void queue_delivery(store::Session& session, base::Time now, const model::Delivery& delivery) {
  store::Outbox(session).insert({.id = delivery.id,
                                 .channel = std::string(model::kWebhookChannel),
                                 .payload = "{}",
                                 .created_at = now,
                                 .due_at = now,
                                 .last_error = {},
                                 .receiver = model::receiver_of(delivery.url),
                                 .sequence = model::sequence_of(delivery.webhook)});
}

}  // namespace accounts
