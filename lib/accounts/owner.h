#pragma once

#include "accounts/context.h"
#include "model/account.h"

namespace accounts {

/// The account of somebody who was let in a moment ago, as it is in this transaction. Refuses:
/// unauthorized (it is not active any more).
model::Account active_owner(store::Session& session, const Context& context,
                            const base::Id& account);

}  // namespace accounts
