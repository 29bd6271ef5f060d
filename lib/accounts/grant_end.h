#pragma once

#include "accounts/context.h"
#include "model/oauth.h"

namespace accounts {

/// Ends a grant with all its codes and tokens, in a transaction: queues a call for everyone who
/// wants to be told that one of its tokens is over, and writes the audit entry.
void end_grant(store::Session& session, const Context& context, const model::Grant& grant,
               const Origin& origin);

}  // namespace accounts
