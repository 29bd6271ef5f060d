#pragma once

#include <string>

#include "backends.h"
#include "model/grant_names.h"
#include "model/oauth.h"
#include "store/access_tokens.h"
#include "store/clients.h"
#include "store/grants.h"

inline model::Scopes scopes(const std::string& text) { return model::Scopes::parse(text).value(); }

template <typename S>
model::Client insert_client(S& store, const std::string& id = "00000000000000c1",
                            const base::Id& owner = {}, base::Time created_at = kNow) {
  model::Client client{id,
                       "Photos",
                       std::string(64, 'a'),
                       false,
                       {"https://photos.test/back"},
                       {},
                       scopes("openid"),
                       owner,
                       created_at};
  client.grants = {std::string(model::kCodeGrant), std::string(model::kRefreshGrant)};
  store.template in<store::Clients>([&](auto& clients) { clients.insert(client); });
  return client;
}

template <typename S>
model::Grant insert_grant(S& store, const std::string& client, const base::Id& account,
                          base::Time created_at = kNow) {
  const model::Grant grant{store.id(), "authorization_code",        client,
                           account,    scopes("openid keys:write"), "my notes",
                           created_at, created_at - 5min,           created_at + 1h};
  store.template in<store::Grants>([&](auto& grants) { grants.insert(grant); });
  return grant;
}

template <typename S>
model::AccessToken insert_access(S& store, const model::Grant& grant,
                                 base::Time expires_at = kNow + 1h) {
  const model::AccessToken token{store.id(),   grant.id, grant.client, grant.account,
                                 grant.scopes, kNow,     expires_at};
  store.template in<store::AccessTokens>([&](auto& tokens) { tokens.insert(token); });
  return token;
}

template <typename S>
model::RefreshToken insert_refresh(S& store, const model::Grant& grant,
                                   base::Time expires_at = kNow + 1h) {
  const model::RefreshToken token{store.id(), grant.id, grant.scopes, kNow, expires_at, {}, {}, {}};
  store.template in<store::RefreshTokens>([&](auto& tokens) { tokens.insert(token); });
  return token;
}
