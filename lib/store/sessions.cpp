#include "store/sessions.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into sessions (id, account, created_at, seen_at, expires_at, client_address, user_agent,
                      ssh_key)
values (:id, :account, :created_at, :seen_at, :expires_at, :client_address, :user_agent,
        :ssh_key))";

constexpr auto kFind = R"(
select sessions.id, sessions.account, sessions.created_at, sessions.seen_at, sessions.expires_at,
       sessions.client_address, sessions.user_agent, sessions.ssh_key
from sessions join accounts on accounts.id = sessions.account
where sessions.id = :id and sessions.expires_at > :now and sessions.seen_at > :idle_since
and accounts.state = 'active')";

constexpr auto kTouch = "update sessions set seen_at = :now where id = :id and seen_at < :now";

constexpr auto kOfAccount = R"(
select id, account, created_at, seen_at, expires_at, client_address, user_agent, ssh_key
from sessions where account = :account and expires_at > :now and seen_at > :idle_since
order by seen_at desc, id desc)";

constexpr auto kRemove = "delete from sessions where id = :id and account = :account";

constexpr auto kRemoveOthers = "delete from sessions where account = :account and id <> :kept";

constexpr auto kRemoveOfKey =
    "delete from sessions where account = :account and ssh_key = :ssh_key";

constexpr auto kExpired = R"(
select id from sessions where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from sessions where id = :id and expires_at <= :now";

}  // namespace

void Sessions::insert(const model::Session& row) {
  session_.statement(kInsert)
      .with("id", row.id)
      .with("account", row.account)
      .with("created_at", row.created_at)
      .with("seen_at", row.seen_at)
      .with("expires_at", row.expires_at)
      .with("client_address", row.client_address)
      .with("user_agent", row.user_agent)
      .with("ssh_key", row.ssh_key)
      .run();
}

std::optional<model::Session> Sessions::find(const base::Id& id, base::Time now,
                                             base::Time idle_since) {
  return session_.statement(kFind)
      .with("id", id)
      .with("now", now)
      .with("idle_since", idle_since)
      .first<model::Session, base::Id, base::Id, base::Time, base::Time, base::Time, std::string,
             std::string, std::optional<long long>>();
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
      .all<model::Session, base::Id, base::Id, base::Time, base::Time, base::Time, std::string,
           std::string, std::optional<long long>>();
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
