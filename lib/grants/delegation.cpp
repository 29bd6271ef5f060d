#include "grants/delegation.h"

#include <algorithm>

#include "accounts/context.h"
#include "accounts/invalid.h"
#include "base/error.h"
#include "base/url.h"
#include "grants/client_secret.h"
#include "store/access_tokens.h"
#include "store/clients.h"
#include "store/delegations.h"
#include "store/duplicate.h"

namespace grants {

using accounts::fault;
using base::Error;
using base::ErrorCode;
using model::DelegatedScope;

namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestDescription = 512;
constexpr std::size_t kLongestUrl = 2048;

bool is_scope_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == name.npos;
}

/// Whether the URL can be called at all; which addresses it may reach is decided by the courier
/// when it calls.
bool is_callable(std::string_view text) {
  const bool printable =
      std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  const auto url = base::Url::parse(text);
  return printable && text.size() <= kLongestUrl && url && base::is_web(*url);
}

/// Whether a token is that client's business.
bool concerns(const model::Scopes& scopes, const model::Client& client) {
  return scopes.fulfil("profile:read") ||
         std::any_of(scopes.begin(), scopes.end(),
                     [&](const model::Scope& scope) { return scope.client == client.id; });
}

}  // namespace

Delegation::Delegation(accounts::Context& context, Clients& clients)
    : context_(context), clients_(clients) {}

model::Client Delegation::service(const Clients::Credentials& credentials) {
  auto client = clients_.find(credentials.id);
  if (!client) throw fault("lender.unknown");
  if (client->is_public() || !clients_.knows_secret(*client, credentials.secret)) {
    throw fault("lender.wrong_secret");
  }
  if (!client->trusted) throw fault("client.not_trusted");
  return *std::move(client);
}

DelegatedScope Delegation::add(const model::Client& client, const std::string& name,
                               const std::string& description, bool writable) {
  if (!is_scope_name(name)) {
    throw fault("lent_scope.name", "name", std::to_string(kLongestName));
  }
  if (description.empty() || description.size() > kLongestDescription) {
    throw fault("lent_scope.description", "description", std::to_string(kLongestDescription));
  }
  const auto now = context_.clock.now();
  DelegatedScope scope{.id = 0,
                       .client = client.id,
                       .name = name,
                       .description = description,
                       .writable = writable,
                       .created_at = now,
                       .updated_at = now};
  try {
    scope.id = context_.database.transaction(
        [&](store::Session& session) { return store::DelegatedScopes(session).insert(scope); });
  } catch (const store::Duplicate&) {
    throw fault("lent_scope.known", "name");
  }
  return scope;
}

std::vector<DelegatedScope> Delegation::list(const model::Client& client, long long start,
                                             int limit) {
  return context_.database.read([&](store::Session& session) {
    return store::DelegatedScopes(session).of_client(client.id, start, limit);
  });
}

long long Delegation::count(const model::Client& client) {
  return context_.database.read(
      [&](store::Session& session) { return store::DelegatedScopes(session).count(client.id); });
}

DelegatedScope Delegation::find(const model::Client& client, long long id) {
  auto scope = context_.database.read(
      [&](store::Session& session) { return store::DelegatedScopes(session).find(id); });
  if (!scope) throw Error(ErrorCode::not_found, {"There is no such scope."});
  if (scope->client != client.id) throw Error(ErrorCode::unauthorized);
  return *std::move(scope);
}

void Delegation::remove(const model::Client& client, long long id) {
  find(client, id);
  context_.database.transaction(
      [&](store::Session& session) { store::DelegatedScopes(session).remove(id); });
}

std::map<std::string, std::string> Delegation::descriptions(const model::Scopes& scopes) {
  return context_.database.read([&](store::Session& session) {
    std::map<std::string, std::string> found;
    for (const auto& scope : scopes) {
      if (scope.client.empty()) continue;
      const auto lent = store::DelegatedScopes(session).find(scope.client, scope.name);
      const auto lender = store::Clients(session).find(scope.client);
      if (lent && lender) found[scope.canonical()] = lender->name + ": " + lent->description;
    }
    return found;
  });
}

Delegation::Verified Delegation::verify(const Clients::Credentials& credentials,
                                        std::string_view token, const std::string& revocation_url) {
  const auto client = client_with_secret(clients_, credentials, ErrorCode::not_found);
  if (!revocation_url.empty() && !is_callable(revocation_url)) {
    throw fault("revocation.no_web_address", "revocation_url", std::to_string(kLongestUrl));
  }
  const auto id = context_.tokens.check(crypto::TokenKind::access, token);
  if (!id) throw fault("token.unknown");
  return context_.database.transaction([&](store::Session& session) {
    const auto holder = store::AccessTokens(session).find(*id, context_.clock.now());
    const bool good = holder && !holder->token.account.is_nil();
    if (!good || !concerns(holder->token.scopes, client)) throw fault("token.unknown");
    if (!revocation_url.empty()) {
      store::RevocationUrls(session).put(*id, client.id, revocation_url);
    }
    return Verified{holder->token.expires_at, holder->token.scopes};
  });
}

}  // namespace grants
