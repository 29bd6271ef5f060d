#include "accounts/identity/closure.h"

#include "accounts/audit.h"
#include "accounts/identity/former_name.h"
#include "accounts/mails.h"
#include "accounts/refusals.h"
#include "store/accounts.h"

namespace accounts {

Closure::Closure(Context context) : context_(context) {}

void Closure::close(const base::Id& account, const Origin& origin) {
  const bool closed = context_.database.transaction([&](store::Session& session) {
    store::Accounts accounts(session);
    const auto owner = accounts.by_id(account, context_.clock.now());
    if (owner) tell_owner(session, context_, *owner, "account-deleted", "", origin);
    if (owner) keep_name(session, *owner);
    if (!accounts.remove(account)) return false;
    audit(session, context_, account, "account:deleted", origin);
    return true;
  });
  if (!closed) throw account_gone();
}

}  // namespace accounts
