#pragma once

#include <boost/test/unit_test.hpp>

#include "grants/access.h"
#include "grants/delegation.h"
#include "grants/desk.h"
#include "grants/exchange.h"
#include "grants/grants.h"
#include "store/delegations.h"
#include "store/outbox.h"
#include "support/refusals.h"

/// The meta API's dialect over the server, with a confidential client "Site" whose secret is known.
struct ExchangeDesk : OAuthDesk {
  using Exchange = grants::Exchange;

  ExchangeDesk() : site(make("Site", {"https://site.example/back"})) {}

  grants::Clients::Made make(const std::string& name, std::vector<std::string> uris,
                             bool trusted = false) {
    return server.clients.add({.name = name, .trusted = trusted, .redirect_uris = std::move(uris)},
                              origin);
  }

  static grants::Clients::Credentials credentials(const grants::Clients::Made& made) {
    return {made.client.id, made.secret};
  }

  Exchange::Plan plan(const std::string& scopes, const std::string& state = {}) {
    return exchange.plan(
        {.client_id = site.client.id, .redirect_uri = {}, .scopes = scopes, .state = state});
  }

  /// What the owner's consent to all of it gives the client.
  std::string exchange_token(const std::string& scopes = "keys:write") {
    const auto planned = plan(scopes);
    return exchange.approve(planned, session, planned.scopes, origin).exchange;
  }

  Exchange::Token redeem(const std::string& text) {
    return exchange.redeem(credentials(site), text, origin);
  }

  std::string token_of(const std::string& scopes = "keys:write") {
    return redeem(exchange_token(scopes)).text;
  }

  std::string scopes_of(const std::string& token) {
    const auto holder = access.validate(token);
    return holder ? holder->token.scopes.canonical_text() : "none";
  }

  /// What is queued to tell others that a token has ended.
  std::vector<std::string> revocation_calls() {
    const auto messages = database.read(
        [](store::Session& open) { return store::Outbox(open).list(/*dead=*/false, 100); });
    std::vector<std::string> payloads;
    for (const auto& message : messages) {
      if (message.channel == "revocation") payloads.push_back(message.payload);
    }
    return payloads;
  }

  grants::Clients::Made site;
  grants::Access access{context};
  grants::Exchange exchange{context, server.clients, {}};
  grants::Grants grants{context};
  grants::Delegation delegation{context, server.clients};
};

/// The rule that refuses, and what it names.
template <typename Work>
std::string rule_of_refusal(Work&& work) {
  const auto error = refusal_of(work);
  if (!error) return "not refused";
  return error->value().empty() ? error->rule() : error->rule() + " " + error->value();
}
