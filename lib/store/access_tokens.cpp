#include "store/access_tokens.h"

#include "model/account.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using model::AccessToken;

constexpr auto kOfAnId =
    columns(field("grant_id", &AccessToken::grant),
            field<NullIfNothing<std::string>>("client", &AccessToken::client),
            field<NullIfNothing<base::Id>>("account", &AccessToken::account),
            field("scopes", &AccessToken::scopes), field("created_at", &AccessToken::created_at),
            field("expires_at", &AccessToken::expires_at));
constexpr auto kColumns = columns(field("id", &AccessToken::id)) + kOfAnId;

/// A token with the public facts about its account.
struct Row {
  AccessToken token;
  std::string username;
  std::optional<std::string> email;
  std::optional<base::Time> email_verified_at;
};

constexpr auto kOfAccount =
    columns(field<NullIfNothing<std::string>>("username", &Row::username),
            field("email", &Row::email), field("email_verified_at", &Row::email_verified_at));

constexpr auto kInsert = kColumns.insert_into("access_tokens");

constexpr auto kFind =
    sql("select ", kOfAnId.names_in("access_tokens"), ", ", kOfAccount.names_in("accounts"), R"(
from access_tokens left join accounts on accounts.id = access_tokens.account
where access_tokens.id = :id and access_tokens.expires_at > :now
and (access_tokens.account is null or accounts.state = 'active'))");

constexpr auto kOfGrant = sql("select ", kColumns.names(), R"( from access_tokens
where grant_id = :grant_id and expires_at > :now order by created_at, id)");

constexpr auto kRemove = "delete from access_tokens where id = :id";

constexpr auto kExpired = R"(
select id from access_tokens where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from access_tokens where id = :id and expires_at <= :now";

}  // namespace

void AccessTokens::insert(const AccessToken& token) {
  session_.statement(kInsert).with(kColumns, token).run();
}

std::optional<model::TokenHolder> AccessTokens::find(const base::Id& id, base::Time now) {
  auto row = session_.statement(kFind)
                 .with("id", id)
                 .with("now", now)
                 .first<Row>(within(&Row::token, kOfAnId) + kOfAccount);
  if (!row) return std::nullopt;
  row->token.id = id;
  const bool verified = model::has_verified_address(row->email, row->email_verified_at);
  return model::TokenHolder{std::move(row->token), std::move(row->username), std::move(row->email),
                            verified};
}

std::vector<AccessToken> AccessTokens::of_grant(const base::Id& grant, base::Time now) {
  return session_.statement(kOfGrant)
      .with("grant_id", grant)
      .with("now", now)
      .all<AccessToken>(kColumns);
}

bool AccessTokens::remove(const base::Id& id) {
  return session_.statement(kRemove).changing("id", id).run() == 1;
}

int AccessTokens::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
