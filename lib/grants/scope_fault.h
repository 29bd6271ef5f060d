#pragma once

#include <optional>

#include "base/error.h"
#include "model/oauth.h"
#include "store/database.h"

namespace grants {

/// Why a client may not ask for the first of these scopes that it may not ask for: a fault of
/// "scopes", under a rule "scope.*"; nothing when it may ask for all. A client without an id stands
/// for the account's owner, who may have what any client may, and everything ("*").
std::optional<base::Error> scope_fault(store::Session& session, const model::Client& client,
                                       const model::Scopes& scopes);

}  // namespace grants
