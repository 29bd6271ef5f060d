#include "accounts/password_check.h"

#include "accounts/audit.h"
#include "model/password.h"

namespace accounts {

using MaybeAccount = std::optional<model::Account>;

PasswordCheck::PasswordCheck(Context context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), settings_(settings) {}

PasswordCheck::Result PasswordCheck::check(const Key& key, std::string_view password,
                                           const Origin& origin) {
  return check(key, &store::Accounts::by_username, password, origin);
}

PasswordCheck::Result PasswordCheck::check_login(std::string_view login, std::string_view password,
                                                 const Origin& origin) {
  if (!model::can_be_password(password)) {
    note_failure("", std::nullopt, origin);
    return {};
  }
  if (login.find('@') == login.npos) return check(model::username_key(login), password, origin);
  return check(model::email_key(login), &store::Accounts::by_email, password, origin);
}

PasswordCheck::Result PasswordCheck::check(const Key& key, LookUp look_up,
                                           std::string_view password, const Origin& origin) {
  const auto subject = key.value_or("");
  auto account = find(key, look_up);
  gate_.admit_attempt(subject, account ? account->id : base::Id(), origin.address);
  const bool right = proves(account, password);
  if (!right) note_failure(subject, account, origin);
  return {std::move(account), right};
}

MaybeAccount PasswordCheck::find(const Key& key, LookUp look_up) {
  if (!key) return std::nullopt;
  auto account = context_.database.read([&](store::Session& session) {
    return (store::Accounts(session).*look_up)(*key, context_.clock.now());
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
