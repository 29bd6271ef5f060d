#pragma once

#include <string>

#include "accounts/context.h"

namespace accounts {

/// Appends an entry to the audit log, in the transaction of the change that it tells of.
void audit(store::Session& session, const Context& context, const base::Id& account,
           std::string event, const Origin& origin);

}  // namespace accounts
