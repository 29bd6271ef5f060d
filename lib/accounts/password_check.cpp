#include "accounts/password_check.h"

#include "accounts/audit.h"
#include "store/accounts.h"

namespace accounts {

using MaybeAccount = std::optional<model::Account>;

PasswordCheck::PasswordCheck(Context context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), settings_(settings) {}

PasswordCheck::Result PasswordCheck::check(const std::optional<std::string>& key,
                                           std::string_view password, const Origin& origin) {
  const auto name = key.value_or("");
  auto account = find(key);
  gate_.admit_attempt(name, account ? account->id : base::Id(), origin.address);
  const bool right = proves(account, password);
  if (!right) note_failure(name, account, origin);
  return {std::move(account), right};
}

MaybeAccount PasswordCheck::find(const std::optional<std::string>& key) {
  if (!key) return std::nullopt;
  auto account = context_.database.read([&](store::Session& session) {
    return store::Accounts(session).by_username(*key, context_.clock.now());
  });
  const bool deleted = account && account->state == model::AccountState::deleted;
  if (deleted && !settings_.knows_deleted) return std::nullopt;
  return account;
}

bool PasswordCheck::proves(const MaybeAccount& account, std::string_view password) {
  if (account && account->password) return context_.passwords.matches(password, *account->password);
  if (account || settings_.hardened) context_.passwords.match_nothing(password);
  return false;
}

void PasswordCheck::note_failure(const std::string& key, const MaybeAccount& account,
                                 const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    gate_.count_failure(session, key, origin.address);
    // Names that nobody has are not audited: strangers could fill the log with them.
    if (account) audit(session, context_, account->id, "account:sign-in-failed", origin);
  });
}

}  // namespace accounts
