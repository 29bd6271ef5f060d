#include "accounts/audit.h"

#include <utility>

#include "store/audit.h"

namespace accounts {

void audit(store::Session& session, const Context& context, const base::Id& account,
           std::string event, const Origin& origin, std::string details) {
  const auto now = context.clock.now();
  store::Audit(session).append({.id = base::Id::make(now, context.entropy),
                                .account = account,
                                .event = std::move(event),
                                .client_address = origin.address,
                                .at = now,
                                .details = std::move(details)});
}

}  // namespace accounts
