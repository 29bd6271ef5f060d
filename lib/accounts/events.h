#pragma once

#include <string>
#include <string_view>

#include "accounts/context.h"

namespace model {
struct Account;
}

namespace accounts {

/// Tells of a change to an account (model::kWebhookEvents) in the transaction of that change:
/// queues a call to every subscriber who wants to know and may, with this JSON text.
void fire(store::Session& session, const Context& context, const base::Id& account,
          std::string_view event, const std::string& payload);

/// The same of what an account is to its subscribers ("profile:update"): a name, an address, a
/// profile. `account` as it is after the change.
void fire_profile_update(store::Session& session, const Context& context,
                         const model::Account& account);

/// Queues a call for a delivery, to be made now.
void queue_delivery(store::Session& session, base::Time now, const base::Id& delivery,
                    const std::string& url);

}  // namespace accounts
