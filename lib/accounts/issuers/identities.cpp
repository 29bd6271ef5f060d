#include "accounts/issuers/identities.h"

#include <algorithm>
#include <optional>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/issuers/answered_address.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/identities.h"

namespace accounts {
namespace {

using base::ErrorCode;
using Holder = store::Identities::Holder;

constexpr std::size_t kRemembered = 2048;

base::Id require_active(const Holder& holder) {
  if (holder.state == model::AccountState::active) return holder.account;
  throw account_blocked();
}

// "u" and the 32 hex digits of the id: a username that nobody else has.
std::string username_of(const base::Id& id) {
  auto name = "u" + id.text();
  std::erase(name, '-');
  return name;
}

model::Account account_with(const base::Id& id, base::Time now) {
  model::Account account;
  account.id = id;
  account.username = account.username_key = username_of(id);
  account.state = model::AccountState::active;
  account.created_at = now;
  return account;
}

// No part has a control character in it. What an issuer says anew is another question.
std::string key_of(const UpstreamClaims& claims) {
  auto key = claims.issuer + '\n' + claims.subject;
  if (!claims.email) return key;
  return key + '\n' + *claims.email + '\n' + std::to_string(base::to_millis(claims.said_at));
}

std::optional<Holder> find(store::Session& session, const UpstreamClaims& claims) {
  return store::Identities(session).find(claims.issuer, claims.subject);
}

}  // namespace

Identities::Identities(Context& context) : context_(context), known_(context.terms, kRemembered) {}

base::Id Identities::account_of(const UpstreamClaims& claims, const Origin& origin) {
  return *known_.get(key_of(claims), [&] {
    const auto account = find_or_make(claims, origin);
    return std::optional(cache::Fact<base::Id>{account, {cache::subject_of(account)}});
  });
}

base::Id Identities::find_or_make(const UpstreamClaims& claims, const Origin& origin) {
  const auto holder =
      context_.database.read([&](store::Session& session) { return find(session, claims); });
  if (holder) {
    const auto account = require_active(*holder);
    if (is_news(claims, *holder)) hear(claims, origin);
    return account;
  }
  try {
    const auto made = make(claims, origin);
    if (claims.email) hear(claims, origin);
    return made;
  } catch (const store::Duplicate&) {  // another process has made it in this moment
  } catch (const base::Error& error) {
    if (error.code() == ErrorCode::forbidden) throw;
    throw base::Error(ErrorCode::failed_dependency, {"The account could not be made."},
                      {error.what() + (": " + error.private_detail())});
  }
  const auto made =
      context_.database.read([&](store::Session& session) { return find(session, claims); });
  if (made) return require_active(*made);
  throw base::Error(ErrorCode::failed_dependency, {"The account could not be made."});
}

base::Id Identities::make(const UpstreamClaims& claims, const Origin& origin) {
  const auto now = context_.clock.now();
  const auto account = account_with(base::Id::make(now, context_.entropy), now);
  return context_.database.transaction([&](store::Session& session) {
    if (const auto holder = find(session, claims)) return require_active(*holder);
    store::Accounts(session).insert(account);
    store::Identities(session).insert(claims.issuer, claims.subject, account.id, now);
    audit(session, context_, account.id, "account:registered-upstream", origin);
    return account.id;
  });
}

void Identities::hear(const UpstreamClaims& claims, const Origin& origin) try {
  context_.database.transaction([&](store::Session& session) {
    const auto holder = find(session, claims);
    if (holder && is_news(claims, *holder)) heed(session, context_, claims, *holder, origin);
  });
} catch (const store::Duplicate&) {  // somebody took the address in this moment, and has it
}

}  // namespace accounts
