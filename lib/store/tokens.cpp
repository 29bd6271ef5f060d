#include "store/tokens.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using model::Token;

constexpr auto kColumns =
    columns(field("id", &Token::id), field("account", &Token::account),
            field("created_at", &Token::created_at), field("expires_at", &Token::expires_at));

constexpr auto kInsert = kColumns.insert_into("tokens");

constexpr auto kFind = sql("select ", kColumns.names_in("tokens"), R"(
from tokens join accounts on accounts.id = tokens.account
where tokens.id = :id and tokens.expires_at > :now and accounts.state = 'active')");

constexpr auto kOfAccount = sql("select ", kColumns.names(), R"( from tokens
where account = :account and expires_at > :now order by created_at, id)");

constexpr auto kRemove = R"(
delete from tokens where id = :id and account = :account and expires_at > :now)";

constexpr auto kRemoveAll = "delete from tokens where account = :account";

constexpr auto kExpired = R"(
select id from tokens where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from tokens where id = :id and expires_at <= :now";

}  // namespace

void Tokens::insert(const Token& token) { session_.statement(kInsert).with(kColumns, token).run(); }

std::optional<Token> Tokens::find(const base::Id& id, base::Time now) {
  return session_.statement(kFind).with("id", id).with("now", now).first<Token>(kColumns);
}

std::vector<Token> Tokens::of_account(const base::Id& account, base::Time now) {
  return session_.statement(kOfAccount)
      .with("account", account)
      .with("now", now)
      .all<Token>(kColumns);
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
