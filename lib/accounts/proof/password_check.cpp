#include "accounts/proof/password_check.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/names.h"
#include "accounts/origin.h"
#include "crypto/passwords.h"
#include "model/password.h"

namespace accounts {

using MaybeAccount = std::optional<model::Account>;

namespace {

MaybeAccount by_name(store::Accounts accounts, const std::string& key, base::Time now) {
  return accounts.by_username(key, now);
}

/// Whoever has the address; else whoever has it for a name, which the token API gives.
MaybeAccount by_address(store::Accounts accounts, const std::string& key, base::Time now) {
  auto owner = accounts.by_email(key, now);
  return owner ? owner : accounts.by_username(key, now);
}

}  // namespace

PasswordCheck::PasswordCheck(Context& context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), settings_(settings) {}

PasswordCheck::Result PasswordCheck::check(const Key& key, std::string_view password,
                                           const Origin& origin) {
  return check(key, by_name, password, origin);
}

PasswordCheck::Result PasswordCheck::check_login(std::string_view login, std::string_view password,
                                                 const Origin& origin) {
  if (!model::can_be_password(password)) {
    const auto attempt = attempt_on("", std::nullopt, origin);
    gate_.admit_attempt(attempt);
    note_failure(attempt, origin);
    return {};
  }
  if (login.find('@') == login.npos) return check(name_key(login), password, origin);
  return check(model::email_key(login), by_address, password, origin);
}

PasswordCheck::Result PasswordCheck::check(const Key& key, LookUp look_up,
                                           std::string_view password, const Origin& origin) {
  auto account = find(key, look_up);
  const auto attempt = attempt_on(key.value_or(""), account, origin);
  Result result{std::move(account)};
  if (proves_admitted(attempt, result.account, password, origin)) {
    result.proof = Proof(Proof::Means::password, *result.account, &gate_);
  } else {
    note_failure(attempt, origin);
  }
  return result;
}

std::optional<Proof> PasswordCheck::check_owner(const model::Account& owner,
                                                const base::Id& session, std::string_view password,
                                                const Origin& origin) {
  auto attempt = attempt_on(owner.username_key, owner, origin);
  attempt.session = session;
  if (!proves_admitted(attempt, owner, password, origin)) {
    note_failure(attempt, origin);
    return std::nullopt;
  }
  if (!is_still_password(owner)) return std::nullopt;
  return Proof(Proof::Means::password, owner, nullptr);
}

// The hash takes its time, in which others are answered: so of many who guess at once no more learn
// whether they were right than of those who guess one after the other.
bool PasswordCheck::proves_admitted(const AbuseGate::Attempt& attempt, const MaybeAccount& account,
                                    std::string_view password, const Origin& origin) {
  gate_.admit_attempt(attempt);
  const bool right = proves(account, password, asker_of(origin, attempt.name));
  gate_.admit_attempt(attempt);
  return right;
}

bool PasswordCheck::is_still_password(const model::Account& owner) {
  const auto now = context_.database.read([&](store::Session& session) {
    return store::Accounts(session).by_id(owner.id, context_.clock.now());
  });
  return now && now->password_hash == owner.password_hash;
}

AbuseGate::Attempt PasswordCheck::attempt_on(const std::string& key, const MaybeAccount& account,
                                             const Origin& origin) const {
  return {.name = key,
          .account = account ? account->id : base::Id(),
          .address = origin.address,
          .by_client = settings_.by_client};
}

MaybeAccount PasswordCheck::find(const Key& key, LookUp look_up) {
  if (!key) return std::nullopt;
  auto account = context_.database.read([&](store::Session& session) {
    return look_up(store::Accounts(session), *key, context_.clock.now());
  });
  const bool deleted = account && account->state == model::AccountState::deleted;
  if (deleted && !settings_.knows_deleted) return std::nullopt;
  return account;
}

bool PasswordCheck::proves(const MaybeAccount& account, std::string_view password,
                           const crypto::Asker& asker) {
  const auto& passwords = context_.passwords;
  if (account && account->password_hash)
    return passwords.matches(password, *account->password_hash, asker);
  if (account || settings_.hardened) passwords.match_nothing(password, asker);
  return false;
}

void PasswordCheck::note_failure(const AbuseGate::Attempt& attempt, const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    gate_.count_failure(session, attempt);
    // Names that nobody has are not audited: strangers could fill the log with them.
    if (attempt.account.is_nil()) return;
    audit(session, context_, attempt.account, "account:sign-in-failed", origin);
  });
}

}  // namespace accounts
