#include "store/access_tokens.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into access_tokens (id, grant_id, client, account, scopes, created_at, expires_at)
values (:id, :grant_id, :client, :account, :scopes, :created_at, :expires_at))";

constexpr auto kFind = R"(
select access_tokens.grant_id, access_tokens.client, access_tokens.account, access_tokens.scopes,
       access_tokens.created_at, access_tokens.expires_at, accounts.username, accounts.email,
       accounts.email_verified_at
from access_tokens left join accounts on accounts.id = access_tokens.account
where access_tokens.id = :id and access_tokens.expires_at > :now
and (access_tokens.account is null or accounts.state = 'active'))";

constexpr auto kOfGrant = R"(
select id, grant_id, client, account, scopes, created_at, expires_at from access_tokens
where grant_id = :grant_id and expires_at > :now order by created_at, id)";

constexpr auto kRemove = "delete from access_tokens where id = :id";

constexpr auto kRemoveOfGrant = "delete from access_tokens where grant_id = :grant_id";

constexpr auto kExpired = R"(
select id from access_tokens where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from access_tokens where id = :id and expires_at <= :now";

using Text = std::string;

struct Row {
  base::Id grant;
  std::string client;
  base::Id account;
  model::Scopes scopes;
  base::Time created_at;
  base::Time expires_at;
  std::string username;
  std::optional<std::string> email;
  std::optional<base::Time> email_verified_at;

  TokenHolder holder(const base::Id& id) && {
    const bool verified = model::has_verified_address(email, email_verified_at);
    return {{id, grant, std::move(client), account, std::move(scopes), created_at, expires_at},
            std::move(username),
            std::move(email),
            verified};
  }
};

}  // namespace

void AccessTokens::insert(const model::AccessToken& token) {
  session_.statement(kInsert)
      .with("id", token.id)
      .with("grant_id", token.grant)
      .with("client", null_if_nothing(token.client))
      .with("account", null_if_nothing(token.account))
      .with("scopes", token.scopes)
      .with("created_at", token.created_at)
      .with("expires_at", token.expires_at)
      .run();
}

std::optional<TokenHolder> AccessTokens::find(const base::Id& id, base::Time now) {
  auto row = session_.statement(kFind)
                 .with("id", id)
                 .with("now", now)
                 .first<Row, base::Id, NullIfNothing<Text>, NullIfNothing<base::Id>, model::Scopes,
                        base::Time, base::Time, NullIfNothing<Text>, std::optional<Text>,
                        std::optional<base::Time>>();
  if (!row) return std::nullopt;
  return std::move(*row).holder(id);
}

std::vector<model::AccessToken> AccessTokens::of_grant(const base::Id& grant, base::Time now) {
  return session_.statement(kOfGrant)
      .with("grant_id", grant)
      .with("now", now)
      .all<model::AccessToken, base::Id, base::Id, NullIfNothing<Text>, NullIfNothing<base::Id>,
           model::Scopes, base::Time, base::Time>();
}

bool AccessTokens::remove(const base::Id& id) {
  return session_.statement(kRemove).changing("id", id).run() == 1;
}

int AccessTokens::remove_of_grant(const base::Id& grant) {
  return static_cast<int>(session_.statement(kRemoveOfGrant).changing("grant_id", grant).run());
}

int AccessTokens::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
