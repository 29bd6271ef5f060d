#include "store/client_origins.h"

#include "store/session.h"

namespace store {

namespace {

constexpr auto kInsert = "insert into client_origins (origin, client) values (:origin, :client)";

constexpr auto kAny = "select client from client_origins where origin = :origin limit 1";

}  // namespace

void ClientOrigins::insert(const std::string& client, const std::vector<std::string>& origins) {
  for (const auto& origin : origins) {
    session_.statement(kInsert).with("origin", origin).with("client", client).run();
  }
}

bool ClientOrigins::has(const std::string& origin) {
  return session_.statement(kAny).with("origin", origin).value<std::string>().has_value();
}

}  // namespace store
