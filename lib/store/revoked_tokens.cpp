#include "store/revoked_tokens.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into revoked_tokens (jti, account, expires_at) values (:jti, :account, :expires_at))";

constexpr auto kContains = "select jti from revoked_tokens where jti = :jti";

constexpr auto kExpired = R"(
select jti from revoked_tokens where expires_at <= :now order by expires_at, jti limit :limit)";

constexpr auto kDropExpired = "delete from revoked_tokens where jti = :id and expires_at <= :now";

}  // namespace

void RevokedTokens::insert(const base::Id& jti, const base::Id& account, base::Time expires_at) {
  session_.statement(kInsert)
      .changing("jti", jti)
      .with("account", account)
      .with("expires_at", expires_at)
      .run();
}

bool RevokedTokens::contains(const base::Id& jti) {
  return session_.statement(kContains).with("jti", jti).value<base::Id>().has_value();
}

int RevokedTokens::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
