#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/context.h"
#include "model/oauth.h"

namespace model {
struct Account;
}

namespace accounts {

/// What every change of a password means, in its transaction. Ends the sessions of the account but
/// `kept` (nil: all of them), and the links that were mailed for it before: one that a stranger has
/// asked for would outlive the password that they knew. Audits `event` and tells the owner by mail.
void set_password(store::Session& session, const Context& context, const model::Account& account,
                  const std::optional<std::string>& hash, const base::Id& kept,
                  const std::string& event, const Origin& origin);

/// Ends what somebody could have got into with the password that an account had: bearer tokens, the
/// token API's signed tokens (jwt_tokens.h), and OAuth2 grants with those of personal tokens and
/// their webhooks: whoever had the password, or a session, could have made one for years. Nor are
/// mails encrypted any more to a key that nobody has vouched for (PgpKeys::prefer()).
void end_access(store::Session& session, const Context& context, const base::Id& account,
                const Origin& origin);

}  // namespace accounts
