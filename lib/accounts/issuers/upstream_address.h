#pragma once

#include <optional>
#include <string>

#include "json/json.h"

namespace accounts {

/// The e-mail address for which the claims of an identity provider answer; empty when they say that
/// it answers for none, or for one that is no address to us; nothing when they do not speak of it.
/// Read from "email" and "email_verified" (OpenID Connect Core section 5.1; true and false may be
/// texts), else as Ory has it: "session.identity" with "traits.email" and the entry of
/// "verifiable_addresses" about it.
std::optional<std::string> email_answered_for(const json::Value& claims);

}  // namespace accounts
