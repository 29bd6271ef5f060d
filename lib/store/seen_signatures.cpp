#include "store/seen_signatures.h"

#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into seen_signatures (digest, expires_at) values (:digest, :expires_at))";

constexpr auto kExpired = R"(
select digest from seen_signatures where expires_at <= :now order by expires_at limit :limit)";

constexpr auto kDropExpired = R"(
delete from seen_signatures where digest = :id and expires_at <= :now)";

}  // namespace

void SeenSignatures::insert(const std::string& digest, base::Time expires_at) {
  session_.statement(kInsert).with("digest", digest).with("expires_at", expires_at).run();
}

int SeenSignatures::purge_expired(base::Time now, int limit) {
  return store::purge_expired<std::string>(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
