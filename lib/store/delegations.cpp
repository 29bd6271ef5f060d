#include "store/delegations.h"

#include "store/page.h"
#include "store/session.h"

namespace store {

namespace {

using model::DelegatedScope;

constexpr auto kGiven = columns(
    field("client", &DelegatedScope::client), field("name", &DelegatedScope::name),
    field("description", &DelegatedScope::description),
    field("writable", &DelegatedScope::writable), field("created_at", &DelegatedScope::created_at),
    field("updated_at", &DelegatedScope::updated_at));
constexpr auto kColumns = columns(field("id", &DelegatedScope::id)) + kGiven;

constexpr auto kInsert = kGiven.insert_into("delegated_scopes");

constexpr auto kSelect = sql("select ", kColumns.names(), " from delegated_scopes where ");

constexpr auto kById = sql(kSelect, "id = :id");

constexpr auto kByName = sql(kSelect, "client = :client and name = :name");

constexpr auto kOfClient =
    sql(kSelect, "client = :client and id <= :start order by id desc limit :limit");

constexpr auto kCount = "select count(*) from delegated_scopes where client = :client";

constexpr auto kRemove = "delete from delegated_scopes where id = :id";

}  // namespace

long long DelegatedScopes::insert(const DelegatedScope& scope) {
  return session_.statement(kInsert).with(kGiven, scope).insert();
}

std::optional<DelegatedScope> DelegatedScopes::find(long long id) {
  return session_.statement(kById).with("id", id).first<DelegatedScope>(kColumns);
}

std::optional<DelegatedScope> DelegatedScopes::find(const std::string& client,
                                                    const std::string& name) {
  return session_.statement(kByName)
      .with("client", client)
      .with("name", name)
      .first<DelegatedScope>(kColumns);
}

std::vector<DelegatedScope> DelegatedScopes::of_client(const std::string& client, long long start,
                                                       int limit) {
  return session_.statement(kOfClient)
      .with("client", client)
      .with("start", first_of_page(start))
      .with("limit", limit)
      .all<DelegatedScope>(kColumns);
}

long long DelegatedScopes::count(const std::string& client) {
  return session_.statement(kCount).with("client", client).value<long long>().value_or(0);
}

bool DelegatedScopes::remove(long long id) {
  return session_.statement(kRemove).with("id", id).run() == 1;
}

}  // namespace store
