#pragma once

#include "accounts/forward.h"
#include "base/id.h"
#include "model/oauth.h"

namespace accounts {

/// Ends a grant with all its codes and tokens, in a transaction, and writes the audit entry. Queues
/// a call for everyone who wants to be told that a token is over: a message of the channel
/// "revocation", its payload {"url", "token_hash"}, the SHA-512 of the token's text in hex.
void end_grant(store::Session& session, const Context& context, const model::Grant& grant,
               const Origin& origin);

/// Ends one access token, in a transaction, and queues the same calls. The audit entry is the
/// caller's to write.
void end_token(store::Session& session, const Context& context, const base::Id& token);

}  // namespace accounts
