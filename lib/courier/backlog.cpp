#include "courier/backlog.h"

#include "store/alarms.h"
#include "store/database.h"
#include "store/deliveries.h"
#include "store/outbox.h"

namespace courier {

namespace {

constexpr int kMost = 1000;

}  // namespace

std::vector<model::Message> Backlog::all() const {
  return database_.read([](store::Session& session) {
    store::Outbox outbox(session);
    auto messages = outbox.list(true, kMost);
    const auto queued = outbox.list(false, kMost);
    messages.insert(messages.end(), queued.begin(), queued.end());
    return messages;
  });
}

std::vector<model::Message> Backlog::dead() const {
  return database_.read(
      [](store::Session& session) { return store::Outbox(session).list(true, kMost); });
}

std::optional<model::Message> Backlog::find(const base::Id& id) const {
  return database_.read([&](store::Session& session) { return store::Outbox(session).find(id); });
}

std::optional<model::Alarm> Backlog::alarm_of(const std::string& channel) const {
  return database_.read(
      [&](store::Session& session) { return store::Alarms(session).find(channel); });
}

std::optional<std::string> Backlog::content_of(const model::Message& message) const {
  if (message.channel != model::kWebhookChannel) return message.payload;
  // A webhook's is kept with its delivery.
  const auto outgoing = database_.read([&](store::Session& session) {
    return store::Deliveries(session).outgoing(message.id, clock_.now());
  });
  if (!outgoing) return std::nullopt;
  return outgoing->event + " " + outgoing->payload;
}

bool Backlog::requeue(const base::Id& id) {
  return database_.transaction(
      [&](store::Session& session) { return store::Outbox(session).requeue(id, clock_.now()); });
}

std::size_t Backlog::requeue_dead() {
  std::size_t count = 0;
  for (auto some = dead(); !some.empty(); some = dead()) {
    database_.transaction([&](store::Session& session) {
      store::Outbox outbox(session);
      for (const auto& message : some) outbox.requeue(message.id, clock_.now());
    });
    count += some.size();
    if (some.size() < kMost) break;
  }
  return count;
}

bool Backlog::drop(const base::Id& id) {
  return database_.transaction(
      [&](store::Session& session) { return store::Outbox(session).drop(id); });
}

}  // namespace courier
