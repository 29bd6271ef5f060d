#include "courier/dispatcher.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/error.h"
#include "base/log.h"
#include "courier/purge.h"
#include "courier/usage.h"
#include "store/outbox.h"

namespace courier {
namespace {

namespace log = base::log;

constexpr std::chrono::milliseconds kAttention{200};  // how often `stop` is asked

std::string detail_of(const std::exception& exception) {
  const auto* error = dynamic_cast<const base::Error*>(&exception);
  if (error == nullptr) return exception.what();
  const auto& detail = error->private_detail();
  return detail.empty() ? error->what() + (": " + error->public_text()) : detail;
}

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
                       const Composer& composer, Transport& transport, Patience patience)
    : database_(database),
      clock_(clock),
      entropy_(entropy),
      composer_(composer),
      transport_(transport),
      patience_(patience) {}

// Says that the database is away once, not with each call.
template <typename Work>
bool Dispatcher::with_database(Work work) {
  try {
    work();
    database_answers_ = true;
  } catch (const std::exception& exception) {
    if (database_answers_) log::warning("courier.database", {{"error", detail_of(exception)}});
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

int Dispatcher::begin_due() {
  const auto room = std::min(transport_.room(), static_cast<std::size_t>(patience_.batch));
  if (room == 0) return 0;
  std::vector<model::Message> messages;
  const bool answered = with_database([&] {
    forget_delivered();
    messages = lease(static_cast<int>(room));
  });
  if (!answered) return 0;
  for (const auto& message : messages) begin(message);
  return static_cast<int>(messages.size());
}

void Dispatcher::work(std::chrono::milliseconds at_most) {
  transport_.work(at_most,
                  [this](const base::Id& id, const Outcome& outcome) { record(id, outcome); });
}

void Dispatcher::purge() {
  with_database([&] { purge_expired(database_, clock_.now(), patience_.abuse_window); });
  with_database([&] {
    roll_up_usage(database_, clock_.now());
    purge_usage(database_, clock_.now(), patience_.usage_retention);
  });
}

// Looks before it leases, so that an idle courier takes no write lock.
std::vector<model::Message> Dispatcher::lease(int limit) {
  const auto now = clock_.now();
  const auto due = database_.read([](auto& session) { return store::Outbox(session).next_due(); });
  if (!due || *due > now) return {};
  return database_.transaction([&](auto& session) {
    return store::Outbox(session).lease(now, now + patience_.lease, limit);
  });
}

void Dispatcher::begin(const model::Message& message) {
  Envelope mail;
  try {
    mail = composer_.compose(message);
  } catch (const std::exception& exception) {
    bury(message.id, message.attempts, "cannot be made a mail: " + detail_of(exception));
    return;
  }
  auto domain = mail.recipient.substr(mail.recipient.rfind('@') + 1);
  taken_[message.id] = {message.created_at, message.attempts, std::move(domain)};
  transport_.begin(std::move(mail));
}

void Dispatcher::record(const base::Id& id, const Outcome& outcome) {
  const auto node = taken_.extract(id);
  if (node.empty()) return;
  const auto& taken = node.mapped();
  if (outcome.kind == Outcome::Kind::delivered) return settle(id, taken);
  const bool too_old = clock_.now() - taken.created_at >= patience_.give_up_after;
  if (outcome.kind == Outcome::Kind::permanent || too_old) {
    return bury(id, taken.attempts, outcome.error);
  }
  put_off(id, taken, outcome.error);
}

void Dispatcher::settle(const base::Id& id, const Taken& taken) {
  log::info("mail.delivered",
            {{"id", id.text()}, {"domain", taken.domain}, {"attempts", taken.attempts}});
  delivered_.push_back(id);
  with_database([&] { forget_delivered(); });
}

void Dispatcher::put_off(const base::Id& id, const Taken& taken, const std::string& error) {
  const auto delay = delay_after(taken.attempts, patience_, entropy_);
  log::warning("mail.deferred", {{"id", id.text()},
                                 {"domain", taken.domain},
                                 {"attempts", taken.attempts},
                                 {"seconds", delay.count() / 1000},
                                 {"error", error}});
  with_database([&] {
    database_.transaction(
        [&](auto& session) { store::Outbox(session).failed(id, clock_.now() + delay, error); });
  });
}

void Dispatcher::bury(const base::Id& id, int attempts, const std::string& error) {
  log::error("mail.dead", {{"id", id.text()}, {"attempts", attempts}, {"error", error}});
  with_database([&] {
    database_.transaction([&](auto& session) { store::Outbox(session).dead(id, error); });
  });
}

// What was delivered is remembered until the outbox knows it: it shall not be sent again because
// the database was away for a moment. Other outcomes may be lost; the lease brings those back.
void Dispatcher::forget_delivered() {
  while (!delivered_.empty()) {
    database_.transaction(
        [&](auto& session) { store::Outbox(session).delivered(delivered_.back()); });
    delivered_.pop_back();
  }
}

}  // namespace courier
