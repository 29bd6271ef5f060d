#include "store/outbox.h"

#include <algorithm>

#include "base/text.h"
#include "store/session.h"

namespace store {

namespace {

constexpr std::size_t kLongestError = 1000;  ///< of the column last_error

constexpr auto kInsert = R"(
insert into outbox (id, channel, payload, created_at, due_at, leased_until, attempts, dead,
                    last_error)
values (:id, :channel, :payload, :created_at, :due_at, 0, :attempts, :dead, :last_error))";

constexpr auto kFree = R"(
select id, leased_until from outbox
where dead = 0 and due_at <= :now and leased_until <= :now
order by due_at, id limit :limit)";

constexpr auto kLease = R"(
update outbox set leased_until = :until, attempts = attempts + 1
where id = :id and leased_until = :old and dead = 0)";

constexpr auto kNextDue = R"(
select min(case when leased_until > due_at then leased_until else due_at end)
from outbox where dead = 0)";

constexpr auto kFailed = R"(
update outbox set leased_until = 0, due_at = :due_at, last_error = :error where id = :id)";

constexpr auto kDead = R"(
update outbox set leased_until = 0, dead = 1, last_error = :error where id = :id)";

constexpr auto kFind = R"(
select id, channel, payload, created_at, due_at, attempts, dead, last_error
from outbox where id = :id)";

constexpr auto kList = R"(
select id, channel, payload, created_at, due_at, attempts, dead, last_error
from outbox where dead = :dead order by created_at, id limit :limit)";

constexpr auto kRequeue = R"(
update outbox set dead = 0, attempts = 0, due_at = :now, leased_until = 0 where id = :id)";

constexpr auto kDrop = "delete from outbox where id = :id";

struct Free {
  base::Id id;
  long long leased_until;
};

std::vector<model::Message> all(Statement& statement) {
  return statement.all<model::Message, base::Id, std::string, std::string, base::Time, base::Time,
                       int, bool, std::string>();
}

/// What a mail server says may be of any length and in any encoding; the column takes UTF-8.
std::string storable(const std::string& error) {
  auto text = error.substr(0, kLongestError);
  if (!base::is_utf8(text)) {
    std::ranges::replace_if(
        text, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, '?');
  }
  return text;
}

}  // namespace

void Outbox::insert(const model::Message& message) {
  session_.statement(kInsert)
      .with("id", message.id)
      .with("channel", message.channel)
      .with("payload", message.payload)
      .with("created_at", message.created_at)
      .with("due_at", message.due_at)
      .with("attempts", message.attempts)
      .with("dead", message.dead)
      .with("last_error", storable(message.last_error))
      .run();
}

std::vector<model::Message> Outbox::lease(base::Time now, base::Time until, int limit) {
  const auto free = session_.statement(kFree)
                        .with("now", now)
                        .with("limit", limit)
                        .all<Free, base::Id, long long>();
  std::vector<model::Message> leased;
  for (const auto& [id, old] : free) {
    // Others may have found it free too: who changes the row has it.
    const auto won =
        session_.statement(kLease).with("until", until).with("id", id).with("old", old).run() == 1;
    if (auto message = won ? find(id) : std::nullopt) leased.push_back(std::move(*message));
  }
  return leased;
}

std::optional<base::Time> Outbox::next_due() {
  return session_.statement(kNextDue)
      .first<std::optional<base::Time>, std::optional<base::Time>>()
      .value_or(std::nullopt);
}

void Outbox::delivered(const base::Id& id) { drop(id); }

void Outbox::failed(const base::Id& id, base::Time due_at, const std::string& error) {
  session_.statement(kFailed)
      .with("id", id)
      .with("due_at", due_at)
      .with("error", storable(error))
      .run();
}

void Outbox::dead(const base::Id& id, const std::string& error) {
  session_.statement(kDead).with("id", id).with("error", storable(error)).run();
}

std::optional<model::Message> Outbox::find(const base::Id& id) {
  auto found = session_.statement(kFind);
  auto messages = all(found.with("id", id));
  if (messages.empty()) return std::nullopt;
  return std::move(messages.front());
}

std::vector<model::Message> Outbox::list(bool dead, int limit) {
  return all(session_.statement(kList).with("dead", dead).with("limit", limit));
}

bool Outbox::requeue(const base::Id& id, base::Time now) {
  return session_.statement(kRequeue).with("id", id).with("now", now).run() == 1;
}

bool Outbox::drop(const base::Id& id) {
  return session_.statement(kDrop).with("id", id).run() == 1;
}

}  // namespace store
