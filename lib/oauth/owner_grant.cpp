#include "oauth/owner_grant.h"

#include "accounts/audit.h"
#include "oauth/errors.h"
#include "store/accounts.h"
#include "store/grants.h"

namespace oauth {
namespace {

// As it was when its owner proved who they are.
model::Account require_unchanged(store::Session& session, const model::Account& account,
                                 base::Time now) {
  auto current = store::Accounts(session).by_id(account.id, now);
  if (!current || current->password != account.password) throw wrong_password();
  if (current->state != model::AccountState::active) throw inactive_account();
  return *std::move(current);
}

}  // namespace

Outcome OwnerGrant::give(const TokenRequest& request) {
  const auto client = request.client.value_or(model::Client{});
  auto scopes = issuance_.asked(client, request.text("scope"));
  const auto account = owner_of(request);
  const auto now = context_.clock.now();
  const auto grant = issuance_.new_grant(name(), client.id, account.id, std::move(scopes));
  const auto ids = issuance_.new_pair(client);
  return context_.database.transaction([&](store::Session& session) {
    require_unchanged(session, account, now);
    issuance_.require_admitted(session, client, account.id);
    store::Grants(session).insert(grant);
    // Once more: the grant's row now holds that of the account, so nothing changes any more.
    const auto current = require_unchanged(session, account, now);
    accounts::audit(session, context_, account.id, "oauth:grant-made", request.origin, client.name);
    accounts::note_arrival(session, context_, gate_, current, proof(), request.origin);
    return issuance_.issue(session, grant, grant.scopes, ids);
  });
}

}  // namespace oauth
