#include <chrono>

#include "store/grants.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

using Code = model::AuthorizationCode;

constexpr auto kColumns = columns(
    field("id", &Code::id), field("grant_id", &Code::grant), field("client", &Code::client),
    field("redirect_uri", &Code::redirect_uri), field("uri_was_given", &Code::uri_was_given),
    field("challenge", &Code::challenge), field("nonce", &Code::nonce),
    field("expires_at", &Code::expires_at), field("redeemed_at", &Code::redeemed_at));

constexpr auto kInsert = kColumns.insert_into("authorization_codes");

constexpr auto kFind = sql("select ", kColumns.names(), " from authorization_codes where id = :id");

constexpr auto kRedeem = R"(
update authorization_codes set redeemed_at = :now
where id = :id and redeemed_at is null and expires_at > :now)";

constexpr auto kExpired = R"(
select id from authorization_codes where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = R"(
delete from authorization_codes where id = :id and expires_at <= :now)";

constexpr std::chrono::days kKept{1};

}  // namespace

void AuthorizationCodes::insert(const Code& code) {
  session_.statement(kInsert).with(kColumns, code).run();
}

std::optional<Code> AuthorizationCodes::find(const base::Id& id) {
  return session_.statement(kFind).with("id", id).first<Code>(kColumns);
}

bool AuthorizationCodes::redeem(const base::Id& id, base::Time now) {
  return session_.statement(kRedeem).with("id", id).with("now", now).run() == 1;
}

int AuthorizationCodes::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now - kKept, limit);
}

}  // namespace store
