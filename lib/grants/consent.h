#pragma once

#include <string>

#include "accounts/context.h"
#include "model/oauth.h"
#include "model/session.h"

namespace grants {

/// What the owner of an account has just allowed a client.
struct Consent {
  model::Grant grant;
  model::AuthorizationCode code;  ///< by which the client fetches its tokens
  std::string event;              ///< for the audit log
  std::string details;            ///< of its entry
};

/// Writes it, by the session in which it was allowed. Refuses: invalid_client (it has gone while
/// somebody read the page), unauthorized (so has the sign-in, or its account), interaction_required
/// (the client wants a verified address, which the account has not).
void write(const Consent& consent, const accounts::Context& context,
           const model::Session& signed_in, const accounts::Origin& origin);

}  // namespace grants
