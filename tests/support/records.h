#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/forward.h"
#include "accounts/proof/proof.h"
#include "model/account.h"
#include "model/message.h"
#include "model/session.h"

// What tests read and write in a database past the use cases.

/// An account that has no address and has never been mailed anything; its id.
base::Id insert_account(const accounts::Context& context, const std::string& name,
                        model::AccountState state = model::AccountState::active,
                        const std::optional<std::string>& password = std::nullopt);

/// The account that holds the name now.
std::optional<model::Account> account_named(const accounts::Context& context,
                                            const std::string& username);

/// A session of an account, as a sign-in leaves it: by its password, or by this SSH key.
model::Session signed_in(const accounts::Context& context, const base::Id& account,
                         std::optional<long long> ssh_key = std::nullopt);
/// The text of its cookie.
std::string cookie_of(const accounts::Context& context, const model::Session& session);
/// The proof that such a session is; of an account: of a new one.
accounts::Proof proof_of(const accounts::Context& context, const model::Session& session);
accounts::Proof proof_of(const accounts::Context& context, const base::Id& account);

/// Everything that waits to be mailed, oldest first.
std::vector<model::Mail> mails_of(const accounts::Context& context);
/// What the link of the newest mail holds; fails the test when there is none.
std::string token_of_newest_mail(const accounts::Context& context);
/// The code in it.
std::string code_of_newest_mail(const accounts::Context& context);
