#include "store/webhooks.h"

#include "store/page.h"
#include "store/session.h"

namespace store {

namespace {

using model::Webhook;

constexpr auto kGiven =
    columns(field("account", &Webhook::account), field("grant_id", &Webhook::grant),
            field("url", &Webhook::url), field<Separated<','>>("events", &Webhook::events),
            field("created_at", &Webhook::created_at), field("disabled_at", &Webhook::disabled_at));
constexpr auto kColumns = columns(field("id", &Webhook::id)) + kGiven;

constexpr auto kInsert = kGiven.insert_into("webhooks");

constexpr auto kFind = sql("select ", kColumns.names(), R"( from webhooks
where id = :id and grant_id = :grant_id)");

constexpr auto kOfGrant = sql("select ", kColumns.names(), R"( from webhooks
where grant_id = :grant_id and id <= :start order by id desc limit :limit)");

constexpr auto kCount = "select count(*) from webhooks where grant_id = :grant_id";

constexpr auto kCountOfAccount = "select count(*) from webhooks where account = :account";

constexpr auto kOfAccount = sql("select ", kColumns.names(), R"( from webhooks
where account = :account order by id)");

constexpr auto kListeners = sql("select ", kColumns.names_in("webhooks"), R"(, grants.scopes
from webhooks join grants on grants.id = webhooks.grant_id
where webhooks.account = :account and webhooks.disabled_at is null and grants.expires_at > :now
order by webhooks.id)");

constexpr auto kDisable = "update webhooks set disabled_at = :now where id = :id";

constexpr auto kEnable = "update webhooks set disabled_at = null where id = :id";

constexpr auto kRemove = "delete from webhooks where id = :id and grant_id = :grant_id";

}  // namespace

long long Webhooks::insert(const Webhook& webhook) {
  return session_.statement(kInsert).with(kGiven, webhook).insert();
}

std::optional<Webhook> Webhooks::find(long long id, const base::Id& grant) {
  return session_.statement(kFind).with("id", id).with("grant_id", grant).first<Webhook>(kColumns);
}

std::vector<Webhook> Webhooks::of_grant(const base::Id& grant, long long start, int limit) {
  return session_.statement(kOfGrant)
      .with("grant_id", grant)
      .with("start", first_of_page(start))
      .with("limit", limit)
      .all<Webhook>(kColumns);
}

long long Webhooks::count(const base::Id& grant) {
  return session_.statement(kCount).with("grant_id", grant).value<long long>().value_or(0);
}

std::vector<Webhook> Webhooks::of_account(const base::Id& account) {
  return session_.statement(kOfAccount).with("account", account).all<Webhook>(kColumns);
}

long long Webhooks::count_of_account(const base::Id& account) {
  return session_.statement(kCountOfAccount)
      .with("account", account)
      .value<long long>()
      .value_or(0);
}

std::vector<Webhooks::Listener> Webhooks::listeners(const base::Id& account, base::Time now) {
  return session_.statement(kListeners)
      .with("account", account)
      .with("now", now)
      .all<Listener>(within(&Listener::webhook, kColumns) +
                     columns(field("scopes", &Listener::scopes)));
}

void Webhooks::disable(long long id, base::Time now) {
  session_.statement(kDisable).with("id", id).with("now", now).run();
}

void Webhooks::enable(long long id) { session_.statement(kEnable).with("id", id).run(); }

bool Webhooks::remove(long long id, const base::Id& grant) {
  return session_.statement(kRemove).with("id", id).with("grant_id", grant).run() == 1;
}

}  // namespace store
