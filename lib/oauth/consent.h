#pragma once

#include "model/oauth.h"
#include "model/session.h"
#include "store/database.h"

namespace oauth {

/// Inserts what the owner of an account has just allowed, in a transaction. Refuses: invalid_client
/// (it has gone while somebody read the page), unauthorized (so has the sign-in, or its account),
/// interaction_required (the client wants a verified address, which the account has not).
void insert_consented(store::Session& session, const model::Grant& grant,
                      const model::Session& signed_in, base::Time now);

}  // namespace oauth
