#include "store/grants.h"

#include <chrono>

#include "store/grant_columns.h"
#include "store/purge.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kColumns = kGrantColumns;

constexpr auto kInsert = kColumns.insert_into("grants");

constexpr auto kSelect = sql("select ", kColumns.names(), " from grants where ");

constexpr auto kFind = sql(kSelect, "id = :id and expires_at > :now");

// Whether any token or code of the grant can still be used; one for an ID token has none.
constexpr auto kLives = sql(R"(expires_at > :now
and (grants.type = 'implicit' or exists (select 1 from access_tokens
             where access_tokens.grant_id = grants.id and access_tokens.expires_at > :now)
     or exists (select 1 from refresh_tokens
                where refresh_tokens.grant_id = grants.id and refresh_tokens.expires_at > :now
                and refresh_tokens.replaced_at is null)))");

constexpr auto kOfAccountAndClient = sql(kSelect, "account = :account and client = :client and ",
                                         kLives, " order by created_at, id");

constexpr auto kAllowedScopes = sql(R"(
select distinct scopes from grants
where account = :account and client = :client and type = :type and )",
                                    kLives);

constexpr auto kOfAccount =
    sql(kSelect, "account = :account and ", kLives, " order by created_at desc, id desc");

constexpr auto kOfClient =
    sql(kSelect, "client = :client and expires_at > :now order by id limit :limit");

constexpr auto kOfSshKey = sql(kSelect, "ssh_key = :ssh_key and expires_at > :now order by id");

constexpr auto kExtend = R"(
update grants set expires_at = :expires_at where id = :id and expires_at < :expires_at)";

constexpr auto kSetScopes = "update grants set scopes = :scopes where id = :id";

constexpr auto kRemove = "delete from grants where id = :id";

constexpr auto kRemoveOfAccount = "delete from grants where account = :account";

constexpr auto kExpired = R"(
select id from grants where expires_at <= :now order by expires_at, id limit :limit)";

constexpr auto kDropExpired = "delete from grants where id = :id and expires_at <= :now";

std::vector<model::Grant> all(Statement& statement) {
  return statement.all<model::Grant>(kColumns);
}

}  // namespace

void Grants::insert(const model::Grant& grant) {
  session_.statement(kInsert).with(kColumns, grant).run();
}

std::optional<model::Grant> Grants::find(const base::Id& id, base::Time now) {
  return session_.statement(kFind).with("id", id).with("now", now).first<model::Grant>(kColumns);
}

std::vector<model::Grant> Grants::of_account_and_client(const base::Id& account,
                                                        const std::string& client, base::Time now) {
  return all(session_.statement(kOfAccountAndClient)
                 .with("account", account)
                 .with("client", client)
                 .with("now", now));
}

std::vector<model::Scopes> Grants::allowed_scopes(const base::Id& account,
                                                  const std::string& client, std::string_view type,
                                                  base::Time now) {
  return session_.statement(kAllowedScopes)
      .with("account", account)
      .with("client", client)
      .with("type", std::string(type))
      .with("now", now)
      .all<model::Scopes, model::Scopes>();
}

std::vector<model::Grant> Grants::of_account(const base::Id& account, base::Time now) {
  return all(session_.statement(kOfAccount).with("account", account).with("now", now));
}

std::vector<model::Grant> Grants::of_client(const std::string& client, base::Time now, int limit) {
  return all(
      session_.statement(kOfClient).with("client", client).with("now", now).with("limit", limit));
}

std::vector<model::Grant> Grants::of_ssh_key(long long ssh_key, base::Time now) {
  return all(session_.statement(kOfSshKey).with("ssh_key", ssh_key).with("now", now));
}

void Grants::extend(const base::Id& id, base::Time expires_at) {
  session_.statement(kExtend).changing("id", id).with("expires_at", expires_at).run();
}

void Grants::set_scopes(const base::Id& id, const model::Scopes& scopes) {
  session_.statement(kSetScopes).changing("id", id).with("scopes", scopes).run();
}

bool Grants::remove(const base::Id& id) {
  return session_.statement(kRemove).changing("id", id).run() == 1;
}

int Grants::remove_of_account(const base::Id& account) {
  return static_cast<int>(session_.statement(kRemoveOfAccount).changing("account", account).run());
}

int Grants::purge_expired(base::Time now, int limit) {
  return store::purge_expired(session_, kExpired, kDropExpired, now, limit);
}

}  // namespace store
