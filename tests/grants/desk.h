#pragma once

#include <map>
#include <optional>
#include <string>

#include "accounts/issuers/signing_keys.h"
#include "base/encoding.h"
#include "base/text.h"
#include "grants/authorization.h"
#include "grants/clients.h"
#include "grants/id_tokens.h"
#include "grants/redirect_uri.h"
#include "grants/token_endpoint.h"
#include "store/clients.h"
#include "store/session.h"
#include "support/test_world.h"

inline constexpr auto kIssuer = "https://id.example.org";
inline constexpr auto kCallback = "https://app.example/cb";

/// A code_verifier and its S256 (RFC 7636, appendix B).
inline constexpr auto kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
inline constexpr auto kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// The OAuth2 server of a world.
struct OAuthServer {
  explicit OAuthServer(TestWorld& of)
      : world(of),
        seal(crypto::Secret({std::string(64, '5')}), "signing keys", of.entropy),
        clients(of.context),
        keys(of.context, seal, {}),
        id_tokens(of.clock, keys, {.issuer = kIssuer}),
        authorization(of.context, clients, id_tokens, {.issuer = kIssuer}),
        endpoint(of.context, of.gate, of.signatures, id_tokens, {}) {}

  TestWorld& world;
  crypto::Seal seal;
  grants::Clients clients;
  accounts::SigningKeys keys;
  grants::IdTokens id_tokens;
  grants::Authorization authorization;
  grants::TokenEndpoint endpoint;

  using Parameters = std::map<std::string, std::string, std::less<>>;

  /// What a request to the token endpoint with these parameters gets.
  grants::Issued ask(std::string_view grant_type, const std::optional<model::Client>& client,
                     const Parameters& parameters, const accounts::Origin& origin,
                     const accounts::SignedRequest& signed_headers = {}) {
    const auto find = [&](std::string_view name) -> std::optional<std::string> {
      const auto found = parameters.find(name);
      if (found == parameters.end() || found->second.empty()) return std::nullopt;
      return found->second;
    };
    return endpoint.give(endpoint.grant_type(grant_type),
                         {.find = find,
                          .signed_headers = [&] { return signed_headers; },
                          .client = client,
                          .origin = origin});
  }

  grants::Issued ask_by_code(const model::Client& client, const std::string& code,
                             const accounts::Origin& origin,
                             const std::string& redirect_uri = kCallback,
                             const std::string& verifier = kVerifier) {
    return ask("authorization_code", client,
               {{"code", code}, {"redirect_uri", redirect_uri}, {"code_verifier", verifier}},
               origin);
  }

  grants::Issued ask_by_refresh_token(const model::Client& client, const std::string& token,
                                      const accounts::Origin& origin,
                                      const std::string& scope = "") {
    return ask("refresh_token", client, {{"refresh_token", token}, {"scope", scope}}, origin);
  }
};

/// The value of a parameter in an address; empty when it is not there.
inline std::string parameter(const std::string& location, const std::string& name) {
  const auto query =
      std::string_view(location).substr(std::min(location.find('?'), location.size()));
  for (const auto pair : base::split(query.substr(std::min<std::size_t>(1, query.size())), '&')) {
    if (pair.starts_with(name + "="))
      return base::percent_decoded(pair.substr(name.size() + 1)).value();
  }
  return {};
}

/// Where a browser is sent with an answer that stands in a query.
inline std::string location_of(const grants::Answer& answer) {
  return grants::with_parameters(answer.redirect_uri, answer.parameters);
}

/// A server with "ada", who is signed in, and a client of each kind.
struct OAuthDesk : AdasWorld {
  explicit OAuthDesk(const Options& options = {}) : AdasWorld(options) {
    app = add({.name = "App", .redirect_uris = {kCallback}});
    spa = add({.name = "Page", .is_public = true, .redirect_uris = {kCallback}});
    own = add({.name = "Own", .trusted = true, .redirect_uris = {kCallback}});
  }

  /// As an operator registers it.
  model::Client add(const grants::Clients::Wish& wish) {
    return server.clients.add(wish, origin).client;
  }

  /// A good request for a code.
  grants::Authorization::Request request_of(const model::Client& client,
                                            const std::string& scope = "openid keys:read") {
    grants::Authorization::Request request;
    request.client_id = client.id;
    request.redirect_uri = client.redirect_uris.front();
    request.response_type = "code";
    request.scope = scope;
    request.state = "state of the client";
    request.code_challenge = kChallenge;
    request.code_challenge_method = "S256";
    return request;
  }

  /// Where the browser goes once the owner has allowed all that a request asks for.
  std::string approve(const grants::Authorization::Request& request) {
    const auto plan = server.authorization.plan(request);
    return location_of(server.authorization.approve(plan, session, plan.scopes, origin));
  }

  /// The code of a good request.
  std::string code_of(const model::Client& client, const std::string& scope = "openid keys:read") {
    return parameter(approve(request_of(client, scope)), "code");
  }

  /// Its tokens.
  grants::Issued redeem(const model::Client& client, const std::string& code) {
    return server.ask_by_code(client, code, origin, client.redirect_uris.front());
  }
  grants::Issued tokens_of(const model::Client& client,
                           const std::string& scope = "openid keys:read") {
    return redeem(client, code_of(client, scope));
  }

  const accounts::Origin origin = from("192.0.2.1");
  OAuthServer server{*this};
  model::Session session = signed_in(context, ada);
  model::Client app;  ///< confidential
  model::Client spa;  ///< public
  model::Client own;  ///< trusted
};
