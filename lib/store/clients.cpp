#include "store/clients.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kColumns = columns(
    field("id", &model::Client::id), field("name", &model::Client::name),
    field("secret_hash", &model::Client::secret_hash), field("trusted", &model::Client::trusted),
    field<Separated<'\n'>>("redirect_uris", &model::Client::redirect_uris),
    field<Separated<' '>>("grant_types", &model::Client::grants),
    field("scopes", &model::Client::scopes),
    field<NullIfNothing<base::Id>>("owner", &model::Client::owner),
    field("created_at", &model::Client::created_at),
    field("require_verified", &model::Client::require_verified));

constexpr auto kInsert = kColumns.insert_into("clients");

constexpr auto kFind = sql("select ", kColumns.names(), " from clients where id = :id");

constexpr auto kOfOwner = sql("select ", kColumns.names(), R"( from clients
where owner = :owner order by created_at, id)");

constexpr auto kOfOperators = sql("select ", kColumns.names(), R"( from clients
where owner is null order by created_at, id)");

constexpr auto kFirst = sql("select ", kColumns.names(), R"( from clients
order by created_at, id limit :limit)");

constexpr auto kNext = sql("select ", kColumns.names_in("clients"), R"(
from clients join clients last on last.id = :after
where clients.created_at > last.created_at
or (clients.created_at = last.created_at and clients.id > last.id)
order by clients.created_at, clients.id limit :limit)");

constexpr auto kSetSecret = "update clients set secret_hash = :secret_hash where id = :id";

constexpr auto kRemove = "delete from clients where id = :id";

std::vector<model::Client> all(Statement& statement) {
  return statement.all<model::Client>(kColumns);
}

}  // namespace

void Clients::insert(const model::Client& client) {
  session_.statement(kInsert).with(kColumns, client).run();
}

std::optional<model::Client> Clients::find(const std::string& id) {
  return session_.statement(kFind).with("id", id).first<model::Client>(kColumns);
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
