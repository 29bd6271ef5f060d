#include "accounts/identity/password_change.h"

#include "accounts/audit.h"
#include "accounts/challenges.h"
#include "accounts/context.h"
#include "accounts/grant_end.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/mails.h"
#include "store/accounts.h"
#include "store/grants.h"
#include "store/sessions.h"
#include "store/tokens.h"

namespace accounts {
namespace {

// Longer than it takes to sign a token for somebody whose password was right a moment ago, on a
// host whose clock is ahead of ours.
constexpr std::chrono::seconds kTokenMargin{120};

}  // namespace

void set_password(store::Session& session, const Context& context, const model::Account& account,
                  const std::optional<std::string>& hash, const base::Id& kept,
                  const std::string& event, const Origin& origin) {
  // First of all: a sign-in at the same time waits for this row, and then sees the new password.
  store::Accounts(session).set_password_hash(account.id, hash);
  store::Sessions(session).remove_others(account.id, kept);
  withdraw(session, kResetPassword, account.id);
  withdraw_addresses(session, account.id);
  audit(session, context, account.id, event, origin);
  tell_owner(session, context, account, "password-changed", "", origin);
}

void end_access(store::Session& session, const Context& context, const base::Id& account,
                const Origin& origin) {
  store::Tokens(session).remove_of_account(account);
  store::Accounts accounts(session);
  accounts.set_tokens_from(account, context.clock.now() + kTokenMargin);
  store::Grants grants(session);
  for (const auto& grant : grants.of_account(account, context.clock.now())) {
    end_grant(session, context, grant, origin);
  }
  grants.remove_of_account(account);  // whose codes nobody has redeemed yet
  if (accounts.has_unproved_key(account)) prefer_no_pgp_key(session, context, account, origin);
}

}  // namespace accounts
