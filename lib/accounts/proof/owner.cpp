#include "accounts/proof/owner.h"

#include "accounts/context.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "store/accounts.h"

namespace accounts {

using base::ErrorCode;
using model::AccountState;

std::optional<model::Account> find_active(store::Session& session, const base::Id& account,
                                          base::Time now) {
  return if_active(store::Accounts(session).by_id(account, now));
}

std::optional<model::Account> if_active(std::optional<model::Account> account) {
  const bool is = account && account->state == AccountState::active;
  return is ? std::move(account) : std::nullopt;
}

void refuse_inactive(const model::Account& account) {
  if (account.state == AccountState::pending) throw *inactive(Lapse::pending);
  if (account.state == AccountState::blocked) throw *inactive(Lapse::blocked);
}

std::optional<base::Error> inactive(Lapse lapse) {
  if (lapse == Lapse::pending) {
    return base::Error(ErrorCode::failed_dependency, {"The account is not verified yet."})
        .under("account.unverified");
  }
  if (lapse == Lapse::blocked) return account_blocked();
  return std::nullopt;
}

model::Account active_owner(store::Session& session, const Context& context,
                            const base::Id& account) {
  if (auto found = find_active(session, account, context.clock.now())) return *std::move(found);
  throw account_gone();
}

}  // namespace accounts
