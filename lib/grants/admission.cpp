#include "grants/admission.h"

#include "grants/errors.h"
#include "store/accounts.h"

namespace grants {

bool admits(store::Session& session, const model::Client& client, const base::Id& account,
            base::Time now) {
  if (!client.require_verified || account.is_nil()) return true;
  const auto found = store::Accounts(session).by_id(account, now);
  return found && client.admits(*found);
}

base::Error no_verified_address() {
  return interaction_required("The account has no verified address.");
}

}  // namespace grants
