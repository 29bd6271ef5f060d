#pragma once

#include <optional>

#include "accounts/forward.h"
#include "accounts/proof/opening.h"
#include "base/clock.h"
#include "base/id.h"
#include "model/account.h"

namespace accounts {

/// The account, when it may do something now.
std::optional<model::Account> find_active(store::Session& session, const base::Id& account,
                                          base::Time now);

/// The same of an account that was looked up already.
std::optional<model::Account> if_active(std::optional<model::Account> account);

/// Refuses, after a right password: failed_dependency (not verified yet), forbidden (blocked).
void refuse_inactive(const model::Account& account);
/// The same refusal of a proof that has lapsed for such a reason; nothing when it is another.
std::optional<base::Error> inactive(Lapse lapse);

/// The account of somebody who was let in a moment ago, as it is in this transaction. Refuses:
/// unauthorized (it is not active any more).
model::Account active_owner(store::Session& session, const Context& context,
                            const base::Id& account);

}  // namespace accounts
