#include "store/access_tokens.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into refresh_tokens (id, grant_id, scopes, created_at, expires_at, replaced_at, successor,
                            successor_access)
values (:id, :grant_id, :scopes, :created_at, :expires_at, :replaced_at, :successor,
        :successor_access))";

constexpr auto kFind = R"(
select id, grant_id, scopes, created_at, expires_at, replaced_at, successor, successor_access
from refresh_tokens where id = :id and expires_at > :now)";

constexpr auto kReplace = R"(
update refresh_tokens
set replaced_at = :now, successor = :successor, successor_access = :successor_access
where id = :id and replaced_at is null and expires_at > :now)";

constexpr auto kExpired = R"(
select id from refresh_tokens where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from refresh_tokens where id = :id and expires_at <= :now";

}  // namespace

void RefreshTokens::insert(const model::RefreshToken& token) {
  session_.statement(kInsert)
      .with("id", token.id)
      .with("grant_id", token.grant)
      .with("scopes", token.scopes)
      .with("created_at", token.created_at)
      .with("expires_at", token.expires_at)
      .with("replaced_at", token.replaced_at)
      .with("successor", null_if_nothing(token.successor))
      .with("successor_access", null_if_nothing(token.successor_access))
      .run();
}

std::optional<model::RefreshToken> RefreshTokens::find(const base::Id& id, base::Time now) {
  return session_.statement(kFind)
      .with("id", id)
      .with("now", now)
      .first<model::RefreshToken, base::Id, base::Id, model::Scopes, base::Time, base::Time,
             std::optional<base::Time>, NullIfNothing<base::Id>, NullIfNothing<base::Id>>();
}

bool RefreshTokens::replace(const base::Id& id, base::Time now, const base::Id& successor,
                            const base::Id& successor_access) {
  return session_.statement(kReplace)
             .with("id", id)
             .with("now", now)
             .with("successor", successor)
             .with("successor_access", successor_access)
             .run() == 1;
}

int RefreshTokens::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
