#include "grants/clients.h"

#include <algorithm>
#include <array>
#include <set>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/mails.h"
#include "accounts/proof/owner.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "grants/asked_scopes.h"
#include "grants/errors.h"
#include "grants/grants.h"
#include "grants/redirect_uri.h"
#include "model/grant_names.h"
#include "store/client_origins.h"
#include "store/clients.h"
#include "store/grants.h"

namespace grants {

using base::ErrorCode;
using model::Client;

namespace {

constexpr std::size_t kLongestName = 128;
constexpr std::size_t kIdDigits = 16;
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kRemembered = 1024;
constexpr int kAtOnce = 100;  // how many grants end in one transaction

base::Error fault(const char* field, std::string text) {
  return base::Error(ErrorCode::invalid_argument, {std::move(text)}).about(field);
}

base::Error no_such_client() {
  return base::Error(ErrorCode::not_found, {"There is no such client."});
}

std::string random_bytes(base::Entropy& entropy, std::size_t count) {
  std::string bytes(count, '\0');
  entropy.fill(std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

std::string make_id(base::Entropy& entropy) {
  return base::to_hex(random_bytes(entropy, kIdDigits / 2));
}

std::string make_secret(base::Entropy& entropy) {
  return "dwk_" + base::to_base64url(random_bytes(entropy, kSecretBytes));
}

// Anything else is nobody's id and never reaches the database: it may not even be text.
bool is_id(std::string_view text) {
  return text.size() == kIdDigits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

/// U+0080 to U+009F are controls; U+E0000 to U+E0FFF are invisible.
bool has_unseen_range(std::string_view text) {
  for (auto at = text.find('\xc2'); at != text.npos; at = text.find('\xc2', at + 1)) {
    if (static_cast<unsigned char>(text[at + 1]) < 0xa0) return true;
  }
  return text.find("\xf3\xa0") != text.npos;
}

// People decide by the name whom to trust, so it must have no invisible characters and none that
// change the direction of text.
bool is_name(const std::string& name) {
  if (base::trimmed(name).empty() || name.size() > kLongestName || !base::is_utf8(name)) {
    return false;
  }
  constexpr std::array<std::string_view, 30> invisible{
      "\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u180e", "\u200b", "\u200c",
      "\u200d", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202b", "\u202c",
      "\u202d", "\u202e", "\u2060", "\u2061", "\u2062", "\u2063", "\u2064", "\u2066",
      "\u2067", "\u2068", "\u2069", "\u3164", "\ufeff", "\uffa0"};
  return !base::has_control(name) && !has_unseen_range(name) &&
         std::none_of(invisible.begin(), invisible.end(),
                      [&](auto mark) { return name.find(mark) != name.npos; });
}

bool has(const std::vector<std::string>& grants, std::string_view grant) {
  return std::find(grants.begin(), grants.end(), grant) != grants.end();
}

void check_redirect_uris(const Clients::Wish& wish, const std::vector<std::string>& grants) {
  if (wish.redirect_uris.empty() && has(grants, model::kCodeGrant)) {
    throw fault("redirect_uris", "A client that people sign in to needs a redirect URI.");
  }
  if (wish.redirect_uris.size() > model::kMostRedirectUris) {
    throw fault("redirect_uris", "A client has at most 16 redirect URIs.");
  }
  const auto& uris = wish.redirect_uris;
  if (!std::all_of(uris.begin(), uris.end(), may_be_registered)) {
    throw fault("redirect_uris",
                "A redirect URI is https://..., http:// on this machine or in a local network, or "
                "has a scheme of its own; it has no user and no fragment.");
  }
}

std::vector<std::string> checked_grants(const Clients::Wish& wish) {
  if (wish.grants.empty()) {
    return {std::string(model::kCodeGrant), std::string(model::kRefreshGrant)};
  }
  for (const auto& grant : wish.grants) {
    if (std::find(model::kClientGrants.begin(), model::kClientGrants.end(), grant) ==
        model::kClientGrants.end()) {
      throw fault("grants", "There is no such grant type.");
    }
  }
  const bool powerful =
      has(wish.grants, model::kClientGrant) || has(wish.grants, model::kPasswordGrant);
  if (powerful && wish.is_public) {
    throw fault("grants", "A public client cannot use client_credentials or password.");
  }
  if (powerful && !wish.owner.is_nil()) {
    throw fault("grants", "Only an operator gives client_credentials or password to a client.");
  }
  std::vector<std::string> grants;  // each once
  for (const auto grant : model::kClientGrants) {
    if (has(wish.grants, grant)) grants.emplace_back(grant);
  }
  return grants;
}

model::Scopes checked_scopes(const Clients::Wish& wish) {
  auto scopes = model::Scopes::parse(wish.scopes);
  if (!scopes) throw fault("scopes", "These are no scopes.");
  const bool everything =
      std::any_of(scopes->begin(), scopes->end(), [](auto& each) { return each.is_everything(); });
  if (everything) throw fault("scopes", "No client may ask for everything.");
  return *std::move(scopes);
}

Client checked(const Clients::Wish& wish) {
  if (!is_name(wish.name)) {
    throw fault("name", "A name has 1 to 128 bytes of readable text.");
  }
  if (wish.trusted && !wish.owner.is_nil()) {
    throw fault("trusted", "Only an operator makes a client trusted.");
  }
  auto grants = checked_grants(wish);
  check_redirect_uris(wish, grants);
  return {.id = {},
          .name = wish.name,
          .secret_hash = {},
          .trusted = wish.trusted,
          .redirect_uris = wish.redirect_uris,
          .grants = std::move(grants),
          .scopes = checked_scopes(wish),
          .owner = wish.owner,
          .created_at = {},
          .require_verified = wish.require_verified};
}

/// Each once.
std::vector<std::string> origins_of(const Client& client) {
  std::set<std::string> origins;
  for (const auto& uri : client.redirect_uris) {
    if (auto origin = web_origin_of(uri)) origins.insert(*std::move(origin));
  }
  return {origins.begin(), origins.end()};
}

Client proven(std::optional<Client> client, const std::optional<std::string>& secret) {
  const bool right = Clients::knows_secret(client.value_or(Client{}), secret);
  if (!client || (client->is_public() ? secret.has_value() : !right)) {
    throw invalid_client("The client is unknown, or its secret is wrong.");
  }
  return *std::move(client);
}

// An operator may do everything with every client, an account with its own.
Client require(store::Session& session, const std::string& id, const base::Id& owner) {
  auto client = is_id(id) ? store::Clients(session).find(id) : std::nullopt;
  if (!client || (!owner.is_nil() && client->owner != owner)) throw no_such_client();
  return *std::move(client);
}

}  // namespace

Clients::Clients(accounts::Context& context)
    : context_(context), known_(context.terms, kRemembered) {}

Clients::Made Clients::add(const Wish& wish, const accounts::Origin& origin) {
  Made made{checked(wish), {}};
  made.client.id = make_id(context_.entropy);
  made.client.created_at = context_.clock.now();
  if (!wish.is_public) {
    made.secret = make_secret(context_.entropy);
    made.client.secret_hash = crypto::sha256_hex(made.secret);
  }
  context_.database.transaction([&](store::Session& session) {
    if (!wish.owner.is_nil() && !may_ask(session, {}, made.client.scopes)) {
      throw fault("scopes", "One of these scopes is not there for every client.");
    }
    store::Clients(session).insert(made.client);
    store::ClientOrigins(session).insert(made.client.id, origins_of(made.client));
    accounts::audit(session, context_, wish.owner, "oauth:client-added", origin, wish.name);
    if (wish.owner.is_nil()) return;
    const auto owner = accounts::active_owner(session, context_, wish.owner);
    accounts::tell_owner(session, context_, owner, "client-added", made.client.id, origin);
  });
  return made;
}

std::optional<Client> Clients::find(const std::string& id) {
  if (!is_id(id)) return std::nullopt;
  return context_.database.read(
      [&](store::Session& session) { return store::Clients(session).find(id); });
}

std::optional<Client> Clients::remembered(const std::string& id) {
  return known_.get(id, [&]() -> std::optional<cache::Fact<Client>> {
    auto client = find(id);
    if (!client) return std::nullopt;
    return cache::Fact<Client>{*std::move(client), {cache::subject_of(id)}};
  });
}

bool Clients::is_trusted(const std::string& id) {
  const auto client = remembered(id);
  return client && client->trusted;
}

bool Clients::has_origin(std::string_view origin) {
  const bool is_bare = origin.find('/', std::string_view("https://").size()) == origin.npos;
  const auto known = is_bare ? web_origin_of(origin) : std::nullopt;
  return known && context_.database.read([&](store::Session& session) {
    return store::ClientOrigins(session).has(*known);
  });
}

std::vector<Client> Clients::list(const std::string& after, int limit) {
  return context_.database.read_stale(
      [&](store::Session& session) { return store::Clients(session).list(after, limit); });
}

std::vector<Client> Clients::of_owner(const base::Id& owner) {
  return context_.database.read_stale(
      [&](store::Session& session) { return store::Clients(session).of_owner(owner); });
}

std::string Clients::reset_secret(const std::string& id, const base::Id& owner,
                                  const accounts::Origin& origin) {
  auto secret = make_secret(context_.entropy);
  context_.database.transaction([&](store::Session& session) {
    const auto client = require(session, id, owner);
    if (client.is_public()) throw no_such_client();
    store::Clients(session).set_secret(id, crypto::sha256_hex(secret));
    accounts::audit(session, context_, client.owner, "oauth:client-secret-reset", origin,
                    client.name);
  });
  return secret;
}

void Clients::remove(const std::string& id, const base::Id& owner, const accounts::Origin& origin) {
  end_grants(id, owner, origin);
  context_.database.transaction([&](store::Session& session) {
    const auto client = require(session, id, owner);
    end_some(session, id, origin);  // those made in the meantime
    store::Clients(session).remove(id);
    accounts::audit(session, context_, client.owner, "oauth:client-removed", origin, client.name);
  });
}

void Clients::revoke_grants(const std::string& id, const base::Id& owner,
                            const accounts::Origin& origin) {
  end_grants(id, owner, origin);
  context_.database.transaction([&](store::Session& session) {
    const auto client = require(session, id, owner);
    accounts::audit(session, context_, client.owner, "oauth:client-grants-ended", origin,
                    client.name);
  });
}

void Clients::end_grants(const std::string& id, const base::Id& owner,
                         const accounts::Origin& origin) {
  bool more = true;
  while (more) {
    more = context_.database.transaction([&](store::Session& session) {
      require(session, id, owner);
      return end_some(session, id, origin);
    });
  }
}

bool Clients::end_some(store::Session& session, const std::string& id,
                       const accounts::Origin& origin) {
  const auto grants = store::Grants(session).of_client(id, context_.clock.now(), kAtOnce);
  for (const auto& grant : grants) end_grant(session, context_, grant, origin);
  return grants.size() == kAtOnce;
}

Client Clients::authenticate(const Credentials& credentials) {
  return proven(find(credentials.id), credentials.secret);
}

Client Clients::recognize(const Credentials& credentials) {
  return proven(remembered(credentials.id), credentials.secret);
}

// A client without a secret, or an unknown one, is compared with a hash that nothing matches, so
// that it takes as long.
bool Clients::knows_secret(const Client& client, const std::optional<std::string>& secret) {
  const auto expected = client.secret_hash.value_or(std::string(64, '-'));
  return crypto::equal_secrets(crypto::sha256_hex(secret.value_or("")), expected);
}

}  // namespace grants
