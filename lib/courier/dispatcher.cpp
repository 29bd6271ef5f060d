#include "courier/dispatcher.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/error.h"
#include "base/log.h"
#include "store/alarms.h"
#include "store/database.h"

namespace courier {
namespace {

namespace log = base::log;

constexpr std::chrono::milliseconds kAttention{200};  // how often `stop` is asked
constexpr std::chrono::milliseconds kTurn{50};

}  // namespace

std::chrono::milliseconds delay_after(int attempts, const Patience& patience,
                                      base::Entropy& entropy) {
  std::chrono::milliseconds delay = patience.first_delay;
  for (int i = 1; i < attempts && delay < patience.longest_delay; ++i) delay *= 2;
  delay = std::min<std::chrono::milliseconds>(delay, patience.longest_delay);
  std::array<std::byte, 2> random;
  entropy.fill(random);
  const auto share = std::to_integer<int>(random[0]) << 8 | std::to_integer<int>(random[1]);
  return delay - delay / 2 * share / 65535;
}

Dispatcher::Dispatcher(store::Database& database, const base::Clock& clock, base::Entropy& entropy,
                       std::vector<MessageChannel*> channels, Patience patience)
    : database_(database),
      clock_(clock),
      entropy_(entropy),
      channels_(std::move(channels)),
      patience_(patience) {}

// Logs once that the database is away, not at every call.
template <typename Work>
bool Dispatcher::with_database(Work work) {
  try {
    work();
    database_answers_ = true;
  } catch (const std::exception& exception) {
    if (database_answers_)
      log::warning("courier.database", {{"error", base::detail_of(exception)}});
    database_answers_ = false;
  }
  return database_answers_;
}

int Dispatcher::deliver_due(const std::function<bool()>& stop) {
  int tried = 0;
  for (;;) {
    const int begun = stop() ? 0 : begin_due();
    tried += begun;
    if (begun == 0 && !busy()) return tried;
    work(kAttention);
  }
}

bool Dispatcher::busy() const {
  return std::ranges::any_of(channels_, [](auto* channel) { return channel->under_way() > 0; });
}

int Dispatcher::begin_due() {
  if (!settled_.empty() && !with_database([&] { forget_settled(); })) return 0;
  int begun = 0;
  for (auto* channel : channels_) {
    for (const auto& name : channel->names()) begun += begin_due(*channel, name);
  }
  return begun;
}

int Dispatcher::begin_due(MessageChannel& channel, const std::string& name) {
  const auto room = std::min(channel.room(), static_cast<std::size_t>(patience_.batch));
  if (room == 0) return 0;
  std::vector<model::Message> messages;
  const store::Outbox::Wanted wanted{name, static_cast<int>(room), channel.per_receiver(),
                                     under_way(name)};
  if (!with_database([&] { messages = lease(wanted); })) return 0;
  for (const auto& message : messages) begin(channel, message);
  return static_cast<int>(messages.size());
}

// While several channels are busy, each gets short turns, so that no report waits long for another
// channel's work.
void Dispatcher::work(std::chrono::milliseconds at_most) {
  const auto busy = std::ranges::count_if(
      channels_, [](const auto* channel) { return channel->under_way() > 0; });
  const auto turn = busy > 1 ? std::min(at_most, kTurn) : at_most;
  for (auto* channel : channels_) {
    if (channel->under_way() == 0 && busy > 0) continue;
    channel->work(turn,
                  [this](const base::Id& id, const Outcome& outcome) { record(id, outcome); });
  }
}

// Reads before it leases, so that an idle courier takes no write lock.
std::vector<model::Message> Dispatcher::lease(const store::Outbox::Wanted& wanted) {
  const auto now = clock_.now();
  const auto due =
      database_.read([&](auto& session) { return store::Outbox(session).due(wanted, now); });
  if (due.empty()) return {};
  return database_.transaction(
      [&](auto& session) { return store::Outbox(session).lease(due, now, now + patience_.lease); });
}

std::map<std::string, int> Dispatcher::under_way(const std::string& name) const {
  std::map<std::string, int> counts;
  for (const auto& [id, taken] : taken_) {
    if (taken.channel == name && !taken.receiver.empty()) ++counts[taken.receiver];
  }
  return counts;
}

void Dispatcher::begin(MessageChannel& channel, const model::Message& message) {
  if (taken_.contains(message.id)) return;  // somebody has queued it anew meanwhile
  Taken taken{message.channel, message.created_at, message.attempts, message.receiver, {}};
  try {
    const auto domain = channel.begin(message);
    if (!domain) return settle(message.id, {});
    taken.domain = *domain;
  } catch (const std::exception& exception) {
    const auto* error = dynamic_cast<const base::Error*>(&exception);
    if (error != nullptr && error->code() == base::ErrorCode::unavailable) return;
    return bury(message.id, taken, {.error = "cannot be sent: " + base::detail_of(exception)});
  }
  taken_[message.id] = std::move(taken);
}

void Dispatcher::record(const base::Id& id, const Outcome& outcome) {
  const auto node = taken_.extract(id);
  if (node.empty()) return;
  const auto& taken = node.mapped();
  const bool delivered = outcome.kind == Outcome::Kind::delivered;
  if (delivered || outcome.kind == Outcome::Kind::unwanted) {
    const auto event = taken.channel + (delivered ? ".delivered" : ".unwanted");
    log::info(event, {{"id", id.text()}, {"domain", taken.domain}, {"attempts", taken.attempts}});
    return settle(id, with_alarm(taken, outcome));
  }
  const bool too_old = clock_.now() - taken.created_at >= patience_.give_up_after;
  if (outcome.kind == Outcome::Kind::permanent || too_old) return bury(id, taken, outcome);
  put_off(id, taken, outcome);
}

// What is delivered ends the alarm of its channel; what is refused for our sake raises it. Other
// outcomes tell nothing of it. Whether another courier has raised one is not known at first.
Dispatcher::Note Dispatcher::with_alarm(const Taken& taken, const Outcome& outcome) {
  const bool ends = outcome.kind == Outcome::Kind::delivered;
  const auto known = alarms_.find(taken.channel);
  if (!outcome.is_alarming && (!ends || (known != alarms_.end() && !known->second))) {
    return outcome.note;
  }
  if (outcome.is_alarming && (known == alarms_.end() || !known->second)) {
    log::error(taken.channel + ".alarm", {{"error", outcome.error}});
  }
  alarms_[taken.channel] = outcome.is_alarming;
  return [channel = taken.channel, outcome, now = clock_.now()](store::Session& session) {
    if (outcome.note) outcome.note(session);
    store::Alarms alarms(session);
    if (outcome.is_alarming) return alarms.raise(channel, outcome.error, now);
    if (alarms.end(channel)) log::info(channel + ".alarm_over", {});
  };
}

void Dispatcher::settle(const base::Id& id, Note note) {
  settled_.emplace_back(id, std::move(note));
  with_database([&] { forget_settled(); });
}

void Dispatcher::put_off(const base::Id& id, const Taken& taken, const Outcome& outcome) {
  auto delay = delay_after(taken.attempts, patience_, entropy_);
  if (outcome.retry_after) {
    delay = std::max<std::chrono::milliseconds>(
        delay, std::min(*outcome.retry_after, patience_.longest_delay));
  }
  log::warning(taken.channel + ".deferred", {{"id", id.text()},
                                             {"domain", taken.domain},
                                             {"attempts", taken.attempts},
                                             {"seconds", delay.count() / 1000},
                                             {"error", outcome.error}});
  with_database([&] {
    write_down(with_alarm(taken, outcome), [&](store::Session& session) {
      store::Outbox(session).failed(id, clock_.now() + delay, outcome.error);
    });
  });
}

void Dispatcher::bury(const base::Id& id, const Taken& taken, const Outcome& outcome) {
  log::error(taken.channel + ".dead",
             {{"id", id.text()}, {"attempts", taken.attempts}, {"error", outcome.error}});
  with_database([&] {
    write_down(with_alarm(taken, outcome),
               [&](store::Session& session) { store::Outbox(session).dead(id, outcome.error); });
  });
}

// A delivery is remembered until the outbox has recorded it, so that nothing is sent twice because
// the database was away for a moment. Other outcomes may be lost, because those messages come back
// when their lease ends.
void Dispatcher::forget_settled() {
  while (!settled_.empty()) {
    const auto& last = settled_.back();
    write_down(last.second,
               [&](store::Session& session) { store::Outbox(session).delivered(last.first); });
    settled_.pop_back();
  }
}

// A note that the database refuses must not prevent the outcome from being recorded, or the message
// would come back for ever.
void Dispatcher::write_down(const Note& note, const Note& outcome) try {
  database_.transaction([&](store::Session& session) {
    if (note) note(session);
    outcome(session);
  });
} catch (const base::Error& error) {
  if (!note || error.code() == base::ErrorCode::unavailable) throw;
  log::error("courier.note", {{"error", detail_of(error)}});
  database_.transaction(outcome);
}

}  // namespace courier
