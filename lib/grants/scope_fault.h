#pragma once

#include <optional>

#include "base/error.h"
#include "model/oauth.h"
#include "store/forward.h"

namespace grants {

/// The error for the first of these scopes that a client may not ask for: about "scopes", under a
/// rule "scope.*". Nothing when it may ask for all of them. A client without an id stands for the
/// account's owner, who may have what any client may, and everything ("*").
std::optional<base::Error> scope_fault(store::Session& session, const model::Client& client,
                                       const model::Scopes& scopes);

}  // namespace grants
