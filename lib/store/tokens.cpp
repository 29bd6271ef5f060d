#include "store/tokens.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into tokens (id, account, created_at, expires_at)
values (:id, :account, :created_at, :expires_at))";

constexpr auto kFind = R"(
select tokens.id, tokens.account, tokens.created_at, tokens.expires_at
from tokens join accounts on accounts.id = tokens.account
where tokens.id = :id and tokens.expires_at > :now and accounts.state = 'active')";

constexpr auto kOfAccount = R"(
select id, account, created_at, expires_at from tokens
where account = :account and expires_at > :now order by created_at, id)";

constexpr auto kRemove = R"(
delete from tokens where id = :id and account = :account and expires_at > :now)";

constexpr auto kRemoveAll = "delete from tokens where account = :account";

constexpr auto kExpired = R"(
select id from tokens where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from tokens where id = :id and expires_at <= :now";

}  // namespace

void Tokens::insert(const model::Token& token) {
  session_.statement(kInsert)
      .with("id", token.id)
      .with("account", token.account)
      .with("created_at", token.created_at)
      .with("expires_at", token.expires_at)
      .run();
}

std::optional<model::Token> Tokens::find(const base::Id& id, base::Time now) {
  return session_.statement(kFind)
      .with("id", id)
      .with("now", now)
      .first<model::Token, base::Id, base::Id, base::Time, base::Time>();
}

std::vector<model::Token> Tokens::of_account(const base::Id& account, base::Time now) {
  return session_.statement(kOfAccount)
      .with("account", account)
      .with("now", now)
      .all<model::Token, base::Id, base::Id, base::Time, base::Time>();
}

bool Tokens::remove(const base::Id& id, const base::Id& account, base::Time now) {
  return session_.statement(kRemove)
             .changing("id", id)
             .with("account", account)
             .with("now", now)
             .run() == 1;
}

int Tokens::remove_of_account(const base::Id& account) {
  return static_cast<int>(session_.statement(kRemoveAll).changing("account", account).run());
}

int Tokens::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
