#include "store/alarms.h"

#include "store/duplicate.h"
#include "store/session.h"

namespace store {

namespace {

using model::Alarm;

constexpr auto kColumns =
    columns(field("channel", &Alarm::channel), field("reason", &Alarm::reason),
            field("since", &Alarm::since), field("last_at", &Alarm::last_at));

constexpr auto kFind = sql("select ", kColumns.names(), " from alarms where channel = :channel");

constexpr auto kInsert = kColumns.insert_into("alarms");

constexpr auto kAgain =
    "update alarms set reason = :reason, last_at = :now where channel = :channel";

constexpr auto kEnd = "delete from alarms where channel = :channel";

}  // namespace

std::optional<Alarm> Alarms::find(const std::string& channel) {
  return session_.statement(kFind).with("channel", channel).first<Alarm>(kColumns);
}

void Alarms::raise(const std::string& channel, const std::string& reason, base::Time now) {
  const auto raise_again = [&] {
    return session_.statement(kAgain)
        .with("channel", channel)
        .with("reason", reason)
        .with("now", now)
        .run();
  };
  if (raise_again() != 0) return;
  try {
    session_.statement(kInsert).with(kColumns, Alarm{channel, reason, now, now}).run();
  } catch (const Duplicate&) {  // another courier has raised it meanwhile
    raise_again();
  }
}

bool Alarms::end(const std::string& channel) {
  return session_.statement(kEnd).with("channel", channel).run() == 1;
}

}  // namespace store
