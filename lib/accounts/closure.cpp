#include "accounts/closure.h"

#include "accounts/audit.h"
#include "base/error.h"
#include "store/accounts.h"

namespace accounts {

Closure::Closure(Context context) : context_(context) {}

void Closure::close(const base::Id& account, const Origin& origin) {
  const bool closed = context_.database.transaction([&](store::Session& session) {
    if (!store::Accounts(session).remove(account)) return false;
    audit(session, context_, account, "account:deleted", origin);
    return true;
  });
  if (!closed) {
    throw base::Error(base::ErrorCode::unauthorized, {"This account does not exist any more."});
  }
}

}  // namespace accounts
