#include "store/delegations.h"

#include "store/page.h"
#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into delegated_scopes (client, name, description, writable, created_at, updated_at)
values (:client, :name, :description, :writable, :created_at, :updated_at))";

constexpr auto kById = R"(
select id, client, name, description, writable, created_at, updated_at
from delegated_scopes where id = :id)";

constexpr auto kByName = R"(
select id, client, name, description, writable, created_at, updated_at
from delegated_scopes where client = :client and name = :name)";

constexpr auto kOfClient = R"(
select id, client, name, description, writable, created_at, updated_at
from delegated_scopes where client = :client and id <= :start order by id desc limit :limit)";

constexpr auto kCount = "select count(*) from delegated_scopes where client = :client";

constexpr auto kRemove = "delete from delegated_scopes where id = :id";

using Text = std::string;

std::vector<model::DelegatedScope> all(Statement& statement) {
  return statement
      .all<model::DelegatedScope, long long, Text, Text, Text, bool, base::Time, base::Time>();
}

std::optional<model::DelegatedScope> first(Statement& statement) {
  const auto scopes = all(statement);
  if (scopes.empty()) return std::nullopt;
  return scopes.front();
}

}  // namespace

long long DelegatedScopes::insert(const model::DelegatedScope& scope) {
  return session_.statement(kInsert)
      .with("client", scope.client)
      .with("name", scope.name)
      .with("description", scope.description)
      .with("writable", scope.writable)
      .with("created_at", scope.created_at)
      .with("updated_at", scope.updated_at)
      .insert();
}

std::optional<model::DelegatedScope> DelegatedScopes::find(long long id) {
  return first(session_.statement(kById).with("id", id));
}

std::optional<model::DelegatedScope> DelegatedScopes::find(const std::string& client,
                                                           const std::string& name) {
  return first(session_.statement(kByName).with("client", client).with("name", name));
}

std::vector<model::DelegatedScope> DelegatedScopes::of_client(const std::string& client,
                                                              long long start, int limit) {
  return all(session_.statement(kOfClient)
                 .with("client", client)
                 .with("start", first_of_page(start))
                 .with("limit", limit));
}

long long DelegatedScopes::count(const std::string& client) {
  return session_.statement(kCount).with("client", client).value<long long>().value_or(0);
}

bool DelegatedScopes::remove(long long id) {
  return session_.statement(kRemove).with("id", id).run() == 1;
}

}  // namespace store
