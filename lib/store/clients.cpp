#include "store/clients.h"

#include <string_view>

#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = R"(
insert into clients (id, name, secret_hash, trusted, redirect_uris, grant_types, scopes, owner,
                     created_at, require_verified)
values (:id, :name, :secret_hash, :trusted, :redirect_uris, :grant_types, :scopes, :owner,
        :created_at, :require_verified))";

constexpr auto kFind = R"(
select id, name, secret_hash, trusted, redirect_uris, grant_types, scopes, owner, created_at,
       require_verified
from clients where id = :id)";

constexpr auto kOfOwner = R"(
select id, name, secret_hash, trusted, redirect_uris, grant_types, scopes, owner, created_at,
       require_verified
from clients where owner = :owner order by created_at, id)";

constexpr auto kOfOperators = R"(
select id, name, secret_hash, trusted, redirect_uris, grant_types, scopes, owner, created_at,
       require_verified
from clients where owner is null order by created_at, id)";

constexpr auto kFirst = R"(
select id, name, secret_hash, trusted, redirect_uris, grant_types, scopes, owner, created_at,
       require_verified
from clients order by created_at, id limit :limit)";

constexpr auto kNext = R"(
select clients.id, clients.name, clients.secret_hash, clients.trusted, clients.redirect_uris,
       clients.grant_types, clients.scopes, clients.owner, clients.created_at,
       clients.require_verified
from clients join clients last on last.id = :after
where clients.created_at > last.created_at
or (clients.created_at = last.created_at and clients.id > last.id)
order by clients.created_at, clients.id limit :limit)";

constexpr auto kSetSecret = "update clients set secret_hash = :secret_hash where id = :id";

constexpr auto kRemove = "delete from clients where id = :id";

constexpr char kBetweenUris = '\n';
constexpr char kBetweenGrants = ' ';

using Text = std::string;

std::string joined(const std::vector<std::string>& parts, char separator) {
  std::string text;
  for (const auto& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

std::vector<std::string> parted(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return parts;
}

struct Row {
  std::string id;
  std::string name;
  std::optional<std::string> secret_hash;
  bool trusted;
  std::string redirect_uris;
  std::string grant_types;
  model::Scopes scopes;
  base::Id owner;
  base::Time created_at;
  bool require_verified;

  model::Client client() const {
    return {id,
            name,
            secret_hash,
            trusted,
            parted(redirect_uris, kBetweenUris),
            parted(grant_types, kBetweenGrants),
            scopes,
            owner,
            created_at,
            require_verified};
  }
};

std::vector<model::Client> all(Statement& statement) {
  std::vector<model::Client> clients;
  for (const auto& row :
       statement.all<Row, Text, Text, std::optional<Text>, bool, Text, Text, model::Scopes,
                     NullIfNothing<base::Id>, base::Time, bool>()) {
    clients.push_back(row.client());
  }
  return clients;
}

}  // namespace

void Clients::insert(const model::Client& client) {
  session_.statement(kInsert)
      .with("id", client.id)
      .with("name", client.name)
      .with("secret_hash", client.secret_hash)
      .with("trusted", client.trusted)
      .with("redirect_uris", joined(client.redirect_uris, kBetweenUris))
      .with("grant_types", joined(client.grants, kBetweenGrants))
      .with("scopes", client.scopes)
      .with("owner", null_if_nothing(client.owner))
      .with("created_at", client.created_at)
      .with("require_verified", client.require_verified)
      .run();
}

std::optional<model::Client> Clients::find(const std::string& id) {
  const auto clients = all(session_.statement(kFind).with("id", id));
  if (clients.empty()) return std::nullopt;
  return clients.front();
}

std::vector<model::Client> Clients::of_owner(const base::Id& owner) {
  if (owner.is_nil()) {
    auto statement = session_.statement(kOfOperators);
    return all(statement);
  }
  return all(session_.statement(kOfOwner).with("owner", owner));
}

std::vector<model::Client> Clients::list(const std::string& after, int limit) {
  if (after.empty()) return all(session_.statement(kFirst).with("limit", limit));
  return all(session_.statement(kNext).with("after", after).with("limit", limit));
}

bool Clients::set_secret(const std::string& id, const std::string& secret_hash) {
  return session_.statement(kSetSecret).changing("id", id).with("secret_hash", secret_hash).run() ==
         1;
}

bool Clients::remove(const std::string& id) {
  return session_.statement(kRemove).changing("id", id).run() == 1;
}

}  // namespace store
