#include <chrono>

#include "store/account_columns.h"
#include "store/grant_columns.h"
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

using WithGrant = AuthorizationCodes::WithGrant;

constexpr auto kOfAll = within(&WithGrant::code, kColumns) +
                        within(&WithGrant::grant, kGrantColumns) +
                        within(&WithGrant::owner, kAccountColumns);

constexpr auto kFind =
    sql("select ", kColumns.names_in("authorization_codes"), ", ", kGrantColumns.names_in("grants"),
        ", ", kAccountColumns.names_in("accounts"), R"(
from authorization_codes join grants on grants.id = authorization_codes.grant_id
join accounts on accounts.id = grants.account
where authorization_codes.id = :id and grants.expires_at > :now)");

constexpr auto kRedeem = R"(
update authorization_codes set redeemed_at = :now
where id = :id and client = :client and redeemed_at is null and expires_at > :now)";

constexpr auto kExpired = R"(
select id from authorization_codes where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = R"(
delete from authorization_codes where id = :id and expires_at <= :now)";

constexpr std::chrono::days kKept{1};

}  // namespace

void AuthorizationCodes::insert(const Code& code) {
  session_.statement(kInsert).with(kColumns, code).run();
}

std::optional<WithGrant> AuthorizationCodes::find(const base::Id& id, base::Time now) {
  return session_.statement(kFind).with("id", id).with("now", now).first<WithGrant>(kOfAll);
}

bool AuthorizationCodes::redeem(const base::Id& id, const std::string& client, base::Time now) {
  return session_.statement(kRedeem).with("id", id).with("client", client).with("now", now).run() ==
         1;
}

int AuthorizationCodes::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now - kKept, limit);
}

}  // namespace store
