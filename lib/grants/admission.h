#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "model/oauth.h"
#include "store/forward.h"

namespace grants {

/// Applies model::Client::admits() to the account as it is in this transaction. Asks the database
/// only when the client requires a verified address. The nil id (a client's own token) is always
/// admitted.
bool admits(store::Session& session, const model::Client& client, const base::Id& account,
            base::Time now);

/// The error interaction_required: the owner has to give the account an address, and to prove it.
base::Error no_verified_address();

}  // namespace grants
