#include "accounts/owner.h"

#include "base/error.h"
#include "store/accounts.h"

namespace accounts {

model::Account active_owner(store::Session& session, const Context& context,
                            const base::Id& account) {
  auto found = store::Accounts(session).by_id(account, context.clock.now());
  if (found && found->state == model::AccountState::active) return *std::move(found);
  throw base::Error(base::ErrorCode::unauthorized, {"This account does not exist any more."});
}

}  // namespace accounts
