#include "store/access_tokens.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using model::RefreshToken;

constexpr auto kColumns =
    columns(field("id", &RefreshToken::id), field("grant_id", &RefreshToken::grant),
            field("scopes", &RefreshToken::scopes), field("created_at", &RefreshToken::created_at),
            field("expires_at", &RefreshToken::expires_at),
            field("replaced_at", &RefreshToken::replaced_at),
            field<NullIfNothing<base::Id>>("successor", &RefreshToken::successor),
            field<NullIfNothing<base::Id>>("successor_access", &RefreshToken::successor_access));

constexpr auto kInsert = kColumns.insert_into("refresh_tokens");

constexpr auto kFind = sql("select ", kColumns.names(), R"( from refresh_tokens
where id = :id and expires_at > :now)");

constexpr auto kReplace = R"(
update refresh_tokens
set replaced_at = :now, successor = :successor, successor_access = :successor_access
where id = :id and replaced_at is null and expires_at > :now)";

constexpr auto kExpired = R"(
select id from refresh_tokens where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from refresh_tokens where id = :id and expires_at <= :now";

}  // namespace

void RefreshTokens::insert(const RefreshToken& token) {
  session_.statement(kInsert).with(kColumns, token).run();
}

std::optional<RefreshToken> RefreshTokens::find(const base::Id& id, base::Time now) {
  return session_.statement(kFind).with("id", id).with("now", now).first<RefreshToken>(kColumns);
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
