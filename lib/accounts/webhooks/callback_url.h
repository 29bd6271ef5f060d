#pragma once

#include <string_view>

namespace accounts {

/// The rule (docs/refusals.md) that refuses a URL which a stranger wants to be called at; null when
/// none does. It must be http or https, have a host, no user and no port of another service, and be
/// no longer than model::kLongestWebhookUrl. Hosts that are private by their spelling are refused
/// unless `allow_private`; where a name leads is for the courier to see, at each call.
const char* callback_url_fault(std::string_view url, bool allow_private);

}  // namespace accounts
