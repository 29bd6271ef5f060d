#include <chrono>

#include "store/grants.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into authorization_codes (id, grant_id, client, redirect_uri, uri_was_given, challenge,
                                 nonce, expires_at, redeemed_at)
values (:id, :grant_id, :client, :redirect_uri, :uri_was_given, :challenge, :nonce, :expires_at,
        :redeemed_at))";

constexpr auto kFind = R"(
select id, grant_id, client, redirect_uri, uri_was_given, challenge, nonce, expires_at, redeemed_at
from authorization_codes where id = :id)";

constexpr auto kRedeem = R"(
update authorization_codes set redeemed_at = :now
where id = :id and redeemed_at is null and expires_at > :now)";

constexpr auto kExpired = R"(
select id from authorization_codes where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = R"(
delete from authorization_codes where id = :id and expires_at <= :now)";

constexpr std::chrono::days kKept{1};

using Text = std::string;

}  // namespace

void AuthorizationCodes::insert(const model::AuthorizationCode& code) {
  session_.statement(kInsert)
      .with("id", code.id)
      .with("grant_id", code.grant)
      .with("client", code.client)
      .with("redirect_uri", code.redirect_uri)
      .with("uri_was_given", code.uri_was_given)
      .with("challenge", code.challenge)
      .with("nonce", code.nonce)
      .with("expires_at", code.expires_at)
      .with("redeemed_at", code.redeemed_at)
      .run();
}

std::optional<model::AuthorizationCode> AuthorizationCodes::find(const base::Id& id) {
  return session_.statement(kFind)
      .with("id", id)
      .first<model::AuthorizationCode, base::Id, base::Id, Text, Text, bool, Text, Text, base::Time,
             std::optional<base::Time>>();
}

bool AuthorizationCodes::redeem(const base::Id& id, base::Time now) {
  return session_.statement(kRedeem).with("id", id).with("now", now).run() == 1;
}

int AuthorizationCodes::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now - kKept, limit);
}

}  // namespace store
