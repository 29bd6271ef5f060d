#pragma once

#include "accounts/forward.h"
#include "accounts/issuers/upstream_tokens.h"
#include "store/identities.h"

namespace accounts {

/// Whether the claims speak of an address, and later than all that was heard before.
bool is_news(const UpstreamClaims& claims, const store::Identities::Holder& holder);

/// Heeds what an identity provider says of somebody's address, in a transaction: the account has
/// the one that the provider answers for, as a verified one, for as long as it does. An address
/// that somebody else has stays theirs, and one that the owner has proved here counts more than
/// anything that the provider says. Audits, and tells the address that it was before
/// ("address-changed"). Throws store::Duplicate when somebody takes the address in this moment.
void heed(store::Session& session, const Context& context, const UpstreamClaims& claims,
          const store::Identities::Holder& holder, const Origin& origin);

}  // namespace accounts
