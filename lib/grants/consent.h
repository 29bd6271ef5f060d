#pragma once

#include <optional>
#include <string>

#include "accounts/forward.h"
#include "model/account.h"
#include "model/oauth.h"
#include "model/session.h"

namespace grants {

/// What the owner of an account has just allowed a client.
struct Consent {
  const model::Client& client;
  model::Grant grant;
  std::optional<model::AuthorizationCode> code;  ///< by which the client fetches its tokens, if any
  std::string event;                             ///< for the audit log
  std::string details;                           ///< of its entry
};

/// Stores the consent, given in this session; returns whose it is. Refuses: invalid_client (the
/// client was removed while somebody read the page), unauthorized (the sign-in or its account has
/// ended), interaction_required (the client wants a verified address, which the account does not
/// have).
model::Account write(const Consent& consent, const accounts::Context& context,
                     const model::Session& signed_in, const accounts::Origin& origin);

}  // namespace grants
