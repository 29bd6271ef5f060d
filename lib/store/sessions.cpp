#include "store/sessions.h"

#include "store/account_columns.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using Row = model::Session;

constexpr auto kColumns =
    columns(field("id", &Row::id), field("account", &Row::account),
            field("created_at", &Row::created_at), field("seen_at", &Row::seen_at),
            field("expires_at", &Row::expires_at), field("client_address", &Row::client_address),
            field("user_agent", &Row::user_agent), field("ssh_key", &Row::ssh_key));

constexpr auto kInsert = kColumns.insert_into("sessions");

constexpr auto kFind = sql("select ", kColumns.names_in("sessions"), R"(
from sessions join accounts on accounts.id = sessions.account
where sessions.id = :id and sessions.expires_at > :now and sessions.seen_at > :idle_since
and accounts.state = 'active')");

constexpr auto kFindOwner = sql("select ", kAccountColumns.names_in("accounts"), R"(
from sessions join accounts on accounts.id = sessions.account
where sessions.id = :id and sessions.expires_at > :now and accounts.state = 'active')");

constexpr auto kTouch = "update sessions set seen_at = :now where id = :id and seen_at < :now";

constexpr auto kOfAccount = sql("select ", kColumns.names(), R"( from sessions
where account = :account and expires_at > :now and seen_at > :idle_since
order by seen_at desc, id desc)");

constexpr auto kRemove = "delete from sessions where id = :id and account = :account";

constexpr auto kRemoveOthers = "delete from sessions where account = :account and id <> :kept";

constexpr auto kRemoveOfKey =
    "delete from sessions where account = :account and ssh_key = :ssh_key";

constexpr auto kExpired = R"(
select id from sessions where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from sessions where id = :id and expires_at <= :now";

}  // namespace

void Sessions::insert(const model::Session& row) {
  session_.statement(kInsert).with(kColumns, row).run();
}

std::optional<model::Session> Sessions::find(const base::Id& id, base::Time now,
                                             base::Time idle_since) {
  return session_.statement(kFind)
      .with("id", id)
      .with("now", now)
      .with("idle_since", idle_since)
      .first<Row>(kColumns);
}

std::optional<model::Account> Sessions::find_owner(const base::Id& id, base::Time now) {
  return session_.statement(kFindOwner)
      .with("id", id)
      .with("now", now)
      .first<model::Account>(kAccountColumns);
}

void Sessions::touch(const base::Id& id, base::Time now) {
  session_.statement(kTouch).with("id", id).with("now", now).run();
}

std::vector<model::Session> Sessions::of_account(const base::Id& account, base::Time now,
                                                 base::Time idle_since) {
  return session_.statement(kOfAccount)
      .with("account", account)
      .with("now", now)
      .with("idle_since", idle_since)
      .all<Row>(kColumns);
}

bool Sessions::remove(const base::Id& id, const base::Id& account) {
  return session_.statement(kRemove).changing("id", id).with("account", account).run() == 1;
}

int Sessions::remove_others(const base::Id& account, const base::Id& kept) {
  return static_cast<int>(
      session_.statement(kRemoveOthers).changing("account", account).with("kept", kept).run());
}

int Sessions::remove_of_key(const base::Id& account, long long ssh_key) {
  return static_cast<int>(
      session_.statement(kRemoveOfKey).changing("account", account).with("ssh_key", ssh_key).run());
}

int Sessions::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
