#include "accounts/identity/closure.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/identity/former_name.h"
#include "accounts/mails.h"
#include "accounts/refusals.h"
#include "store/accounts.h"

namespace accounts {

bool remove_account(store::Session& session, const Context& context, const model::Account& account,
                    const Origin& origin) {
  keep_name(session, account);
  if (!store::Accounts(session).remove(account.id, context.clock.now())) return false;
  audit(session, context, account.id, "account:deleted", origin);
  return true;
}

Closure::Closure(Context& context) : context_(context) {}

void Closure::close(const base::Id& account, const Origin& origin) {
  const bool closed = context_.database.transaction([&](store::Session& session) {
    const auto owner = store::Accounts(session).by_id(account, context_.clock.now());
    if (!owner) return false;
    tell_owner(session, context_, *owner, "account-deleted", "", origin);
    return remove_account(session, context_, *owner, origin);
  });
  if (!closed) throw account_gone();
}

}  // namespace accounts
