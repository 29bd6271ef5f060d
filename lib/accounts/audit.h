#pragma once

#include <string>

#include "accounts/forward.h"
#include "base/id.h"

namespace model {
struct Grant;  // model/oauth.h
}

namespace accounts {

inline constexpr std::size_t kLongestDetails = 512;  ///< characters

/// Appends an entry to the audit log, in the transaction of the change that it tells of. `details`
/// are for the account's owner to read: at most 512 bytes, and no secret. Each event has words in
/// handlers/meta/audit_words.cpp.
void audit(store::Session& session, const Context& context, const base::Id& account,
           std::string event, const Origin& origin, std::string details = {});

/// What a grant is called where its account's owner reads of it: "application Site", "personal
/// token laptop".
std::string name_of(store::Session& session, const model::Grant& grant);

/// A token as an entry may show it: its kind and the time when it was made, nothing secret.
std::string shown_part(const std::string& token);

}  // namespace accounts
