#pragma once

#include <string>

#include "store/database.h"

namespace model {
struct Account;
}

namespace accounts {

/// Keeps the name of an account that is being removed: other programs know people by their names
/// (REMOTE_USER, deploy/openssh), so nobody else ever gets one that somebody has been known by. Who
/// registers with the address that the account had, which takes its mailbox, is the same person and
/// may have it again. Of a registration that nobody has verified nothing is kept.
void keep_name(store::Session& session, const model::Account& owner);

/// Refuses, as store::Duplicate, an account that has just been inserted under a name that is kept
/// from its owner: the row holds the name by then, so no removal of another account comes between.
void refuse_kept_name(store::Session& session, const model::Account& inserted);

/// Whether a name is kept from whoever has this address. Both are canonical; an empty address is
/// nobody's.
bool is_kept_name(store::Session& session, const std::string& username_key,
                  const std::string& email_key);

}  // namespace accounts
