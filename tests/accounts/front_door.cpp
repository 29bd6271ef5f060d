#include "front_door.h"

#include "store/access_tokens.h"

base::Id FrontDoor::allow(const std::string& username, std::string_view type) {
  const auto now = service.clock.now();
  const auto id = [&] { return base::Id::make(now, service.entropy); };
  const auto account = service.id_of(username);
  const auto scopes = model::Scopes::parse("keys").value();
  const model::Grant grant{.id = id(),
                           .type = std::string(type),
                           .client = {},
                           .account = account,
                           .scopes = scopes,
                           .comment = {},
                           .created_at = now,
                           .signed_in_at = now,
                           .expires_at = now + std::chrono::hours(1)};
  const model::AccessToken token{id(), grant.id, {}, account, scopes, now, grant.expires_at};
  service.database.transaction([&](store::Session& session) {
    store::Grants(session).insert(grant);
    store::AccessTokens(session).insert(token);
  });
  return grant.id;
}

bool FrontDoor::is_allowed(const base::Id& grant) {
  return service.database.read([&](store::Session& session) {
    return store::Grants(session).find(grant, service.clock.now()).has_value();
  });
}
