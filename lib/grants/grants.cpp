#include "grants/grants.h"

#include <map>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/invalid.h"
#include "accounts/mails.h"
#include "accounts/proof/opening.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "grants/scope_fault.h"
#include "model/account.h"
#include "model/grant_names.h"
#include "store/clients.h"
#include "store/grants.h"

namespace grants {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::size_t kLongestComment = 128;
constexpr std::chrono::hours kLongestLife{24 * 3650};

Error invalid(const char* field, std::string why) {
  return Error(ErrorCode::invalid_argument, {std::move(why)}).about(field);
}

void check_wish(const std::string& comment, std::chrono::seconds lifetime) {
  if (comment.size() > kLongestComment) {
    throw invalid("comment", "A comment has at most 128 bytes.");
  }
  if (lifetime <= std::chrono::seconds::zero() || lifetime > kLongestLife) {
    throw invalid("lifetime", "A token lives for at most ten years.");
  }
}

model::Scopes parsed(const Aliases& aliases, const std::string& text) {
  auto scopes = aliases.parse(text);
  if (!scopes) throw accounts::fault("scope.malformed", "scopes");
  if (scopes->empty()) throw accounts::fault("scope.missing", "scopes");
  return *std::move(scopes);
}

}  // namespace

Grants::Grants(accounts::Context& context, Aliases aliases)
    : context_(context), aliases_(std::move(aliases)) {}

std::vector<Grants::Listed> Grants::list(const base::Id& account) {
  return context_.database.read([&](store::Session& session) {
    std::map<std::string, std::string> names{{"", ""}};
    std::vector<Listed> listed;
    for (auto& grant : store::Grants(session).of_account(account, context_.clock.now())) {
      auto known = names.find(grant.client);
      if (known == names.end()) {
        const auto client = store::Clients(session).find(grant.client);
        known = names.emplace(grant.client, client ? client->name : grant.client).first;
      }
      listed.push_back({std::move(grant), known->second});
    }
    return listed;
  });
}

void Grants::revoke(const base::Id& grant, const base::Id& account,
                    const accounts::Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    const auto found = store::Grants(session).find(grant, context_.clock.now());
    if (!found || found->account != account) {
      throw Error(ErrorCode::not_found, {"There is no such token."});
    }
    end_grant(session, context_, *found, origin);
  });
}

std::string Grants::make_personal_token(const accounts::Proof& by, const std::string& scopes,
                                        const std::string& comment, std::chrono::seconds lifetime,
                                        const accounts::Origin& origin) {
  check_wish(comment, lifetime);
  const auto wanted = parsed(aliases_, scopes);
  const auto now = context_.clock.now();
  const model::Grant grant{.id = base::Id::make(now, context_.entropy),
                           .type = std::string(model::kPersonalGrant),
                           .client = {},
                           .account = by.account(),
                           .scopes = wanted,
                           .comment = comment,
                           .created_at = now,
                           .signed_in_at = now,
                           .expires_at = now + lifetime};
  const model::AccessToken token{.id = base::Id::make(now, context_.entropy),
                                 .grant = grant.id,
                                 .client = {},
                                 .account = by.account(),
                                 .scopes = wanted,
                                 .created_at = now,
                                 .expires_at = grant.expires_at};
  auto text = context_.tokens.mint(crypto::TokenKind::access, token.id);
  const accounts::Door door{"oauth:personal-token-issued",
                            "issued personal access token " + accounts::shown_part(text) + "...",
                            [](accounts::Lapse) { return accounts::sign_in_ended(); }};
  context_.database.transaction([&](store::Session& session) {
    if (const auto fault = scope_fault(session, {}, wanted)) throw base::Error(*fault);
    const auto owner =
        accounts::open(session, context_, by, door, origin, [&](accounts::Opening& opening) {
          opening.put(grant);
          opening.put(token);
        });
    accounts::tell_owner(session, context_, owner, "personal-token-made", "", origin);
  });
  return text;
}

}  // namespace grants
