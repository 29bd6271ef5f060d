#pragma once

#include "base/error.h"
#include "base/id.h"
#include "model/oauth.h"
#include "store/database.h"

namespace grants {

/// model::Client::admits() of the account as it is in this transaction; the database is asked only
/// for a client that wants to know. Nobody (the nil id, of a client's own token) is admitted.
bool admits(store::Session& session, const model::Client& client, const base::Id& account,
            base::Time now);

/// interaction_required: it takes its owner to give the account an address, and to prove it.
base::Error no_verified_address();

}  // namespace grants
