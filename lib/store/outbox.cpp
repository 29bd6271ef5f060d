#include "store/outbox.h"

#include <algorithm>

#include "base/text.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr std::size_t kLongestError = 1000;  ///< of the column last_error

constexpr auto kColumns = columns(
    field("id", &model::Message::id), field("channel", &model::Message::channel),
    field("payload", &model::Message::payload), field("created_at", &model::Message::created_at),
    field("due_at", &model::Message::due_at), field("attempts", &model::Message::attempts),
    field("dead", &model::Message::dead), field("last_error", &model::Message::last_error),
    field("receiver", &model::Message::receiver), field("sequence", &model::Message::sequence));

constexpr auto kInsert = kColumns.insert_into("outbox");

constexpr auto kDue = R"(
select id, leased_until, receiver from outbox
where channel = :channel and dead = 0 and due_at <= :now and leased_until <= :now
and (sequence = '' or not exists (select 1 from outbox earlier
  where earlier.sequence = outbox.sequence and earlier.dead = 0
  and (earlier.created_at < outbox.created_at
    or (earlier.created_at = outbox.created_at and earlier.id < outbox.id)))))";
constexpr auto kInOrder = " order by due_at, id limit :limit";

// One receiver may have many, so look at more than are wanted.
constexpr int kLook = 4;

constexpr auto kLease = R"(
update outbox set leased_until = :until, attempts = attempts + 1
where id = :id and leased_until = :old and dead = 0 and due_at <= :now)";

constexpr auto kFailed = R"(
update outbox set leased_until = 0, due_at = :due_at, last_error = :error where id = :id)";

// Whoever looks for what is due would otherwise pass over all of them each time.
constexpr auto kPutOffSequence = R"(
update outbox set due_at = :due_at where sequence = :sequence and dead = 0 and due_at < :due_at)";

constexpr auto kDead = R"(
update outbox set leased_until = 0, dead = 1, last_error = :error where id = :id)";

constexpr auto kFind = sql("select ", kColumns.names(), " from outbox where id = :id");

constexpr auto kList = sql("select ", kColumns.names(), R"( from outbox
where dead = :dead order by created_at, id limit :limit)");

constexpr auto kRequeue = R"(
update outbox set dead = 0, attempts = 0, due_at = :now, leased_until = 0 where id = :id)";

constexpr auto kDrop = "delete from outbox where id = :id";

constexpr auto kDeadCalls = R"(
select id from outbox
where channel in ('webhook', 'revocation') and dead = 1 and created_at < :now
order by created_at, id limit :limit)";

constexpr auto kDeadMails = R"(
select id from outbox
where channel not in ('webhook', 'revocation') and dead = 1 and created_at < :now
order by created_at, id limit :limit)";

constexpr auto kDropDead = "delete from outbox where id = :id and dead = 1 and created_at < :now";

/// A mail server's reply may have any length and encoding; the column takes UTF-8.
std::string storable(const std::string& error) {
  auto text = error.substr(0, kLongestError);
  if (!base::is_utf8(text)) {
    std::ranges::replace_if(
        text, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, '?');
  }
  return text;
}

/// The receivers that have as many messages under way as allowed.
std::vector<std::string> busy_ones(const Outbox::Wanted& wanted) {
  std::vector<std::string> busy;
  for (const auto& [receiver, count] : wanted.under_way) {
    if (wanted.per_receiver > 0 && count >= wanted.per_receiver) busy.push_back(receiver);
  }
  return busy;
}

/// ":r0", ":r1" and so on, for a list of `count`.
std::vector<std::string> placeholders(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back("r" + std::to_string(i));
  return names;
}

std::string due_besides(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? ":" : ", :") + name;
  return kDue + (list.empty() ? "" : " and receiver not in (" + list + ")") + kInOrder;
}

/// The messages for which their receiver has room, `limit` in all.
std::vector<Outbox::Due> fitting(std::vector<Outbox::Due> found, const Outbox::Wanted& wanted) {
  auto counts = wanted.under_way;
  std::erase_if(found, [&](const Outbox::Due& due) {
    return wanted.per_receiver > 0 && ++counts[due.receiver] > wanted.per_receiver;
  });
  if (found.size() > static_cast<std::size_t>(wanted.limit)) {
    found.resize(static_cast<std::size_t>(wanted.limit));
  }
  return found;
}

}  // namespace

void Outbox::insert(const model::Message& message) {
  auto row = message;
  row.last_error = storable(row.last_error);
  session_.statement(kInsert).with(kColumns, row).run();
}

std::vector<Outbox::Due> Outbox::due(const Wanted& wanted, base::Time now) {
  const auto busy = busy_ones(wanted);
  const auto names = placeholders(busy.size());
  const auto sql = due_besides(names);
  auto statement = session_.statement(sql);
  for (std::size_t i = 0; i < busy.size(); ++i) statement.with(names[i].c_str(), busy[i]);
  statement.with("channel", wanted.channel)
      .with("now", now)
      .with("limit", wanted.per_receiver > 0 ? kLook * wanted.limit : wanted.limit);
  return fitting(statement.all<Due, base::Id, long long, std::string>(), wanted);
}

std::vector<model::Message> Outbox::lease(const std::vector<Due>& due, base::Time now,
                                          base::Time until) {
  std::vector<model::Message> leased;
  for (const auto& [id, old, receiver] : due) {
    // Others may have found it free, too: whoever changes the row gets it.
    const auto won = session_.statement(kLease)
                         .with("until", until)
                         .with("id", id)
                         .with("old", old)
                         .with("now", now)
                         .run() == 1;
    if (auto message = won ? find(id) : std::nullopt) leased.push_back(std::move(*message));
  }
  return leased;
}

void Outbox::delivered(const base::Id& id) { drop(id); }

void Outbox::failed(const base::Id& id, base::Time due_at, const std::string& error) {
  session_.statement(kFailed)
      .with("id", id)
      .with("due_at", due_at)
      .with("error", storable(error))
      .run();
  const auto message = find(id);
  if (!message || message->sequence.empty()) return;
  session_.statement(kPutOffSequence)
      .with("sequence", message->sequence)
      .with("due_at", due_at)
      .run();
}

void Outbox::dead(const base::Id& id, const std::string& error) {
  session_.statement(kDead).with("id", id).with("error", storable(error)).run();
}

std::optional<model::Message> Outbox::find(const base::Id& id) {
  return session_.statement(kFind).with("id", id).first<model::Message>(kColumns);
}

std::vector<model::Message> Outbox::list(bool dead, int limit) {
  return session_.statement(kList)
      .with("dead", dead)
      .with("limit", limit)
      .all<model::Message>(kColumns);
}

bool Outbox::requeue(const base::Id& id, base::Time now) {
  return session_.statement(kRequeue).with("id", id).with("now", now).run() == 1;
}

bool Outbox::drop(const base::Id& id) {
  return session_.statement(kDrop).with("id", id).run() == 1;
}

int Outbox::purge_dead_calls(base::Time before, int limit) {
  return purge_expired(session_, kDeadCalls, kDropDead, before, limit);
}

int Outbox::purge_dead_mails(base::Time before, int limit) {
  return purge_expired(session_, kDeadMails, kDropDead, before, limit);
}

}  // namespace store
