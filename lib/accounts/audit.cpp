#include "accounts/audit.h"

#include <optional>
#include <utility>

#include "accounts/context.h"
#include "accounts/origin.h"
#include "store/audit.h"

namespace accounts {

namespace {

constexpr std::size_t kShown = 12;  // characters of a token

}  // namespace

void audit(store::Session& session, const Context& context, const base::Id& account,
           std::string event, const Origin& origin, std::string details) {
  std::optional<std::string> told;
  if (!details.empty()) told = std::move(details);
  store::Audit(session).append({.account = account,
                                .event = std::move(event),
                                .client_address = origin.address,
                                .at = context.clock.now(),
                                .details = std::move(told)});
}

std::string shown_part(const std::string& token) { return token.substr(0, kShown); }

}  // namespace accounts
