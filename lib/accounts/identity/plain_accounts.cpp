#include "accounts/identity/plain_accounts.h"

#include "accounts/abuse_gate.h"
#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/identity/former_name.h"
#include "accounts/identity/password_change.h"
#include "accounts/identity/user_errors.h"
#include "accounts/mails.h"
#include "accounts/origin.h"
#include "accounts/refusals.h"
#include "crypto/passwords.h"
#include "model/password.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/name_looks.h"

namespace accounts {

using base::ErrorCode;
using model::AccountState;

PlainAccounts::PlainAccounts(Context& context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), settings_(settings) {}

void PlainAccounts::create(const std::string& user, std::string_view password,
                           const Origin& origin) {
  const auto name = wanted_name(user);
  refuse_endless(password);
  model::Account account;
  account.username = user;
  account.username_key = name.key;
  account.state = AccountState::active;
  refuse_taken(account, name, origin);
  account.password_hash = hash_of(password, asker_of(origin, account.username_key));
  account.created_at = context_.clock.now();
  account.id = base::Id::make(account.created_at, context_.entropy);
  insert(account, name, origin);
}

// Whoever is told nothing of who has an account is not told it of addresses, either.
NewName PlainAccounts::wanted_name(const std::string& user) const {
  if (user.empty()) return {};
  auto name = new_name(user);
  if (settings_.hardened && name.key.find('@') != name.key.npos) throw unfit_username(user);
  return name;
}

std::optional<std::string> PlainAccounts::hash_of(std::string_view password,
                                                  const crypto::Asker& asker) const {
  if (password.empty()) return std::nullopt;
  return context_.passwords.hash(password, asker);
}

/// Whether somebody's name looks like it, or it is somebody's address.
bool PlainAccounts::is_of_others(store::Session& session, const NewName& name) const {
  if (!name.looks.empty()) return store::NameLooks(session).has(name.looks);
  return name.key.find('@') != name.key.npos &&
         store::Accounts(session).by_email(name.key, context_.clock.now());
}

void PlainAccounts::refuse_taken(const model::Account& wanted, const NewName& name,
                                 const Origin& origin) {
  const bool taken = context_.database.read([&](store::Session& session) {
    gate_.admit_registration(session, origin.address);
    // In this order: whoever removes the account in between keeps the name for it.
    return store::Accounts(session).by_username(wanted.username_key, context_.clock.now()) ||
           is_kept_name(session, wanted.username_key, "") || is_of_others(session, name);
  });
  if (!taken) return;
  gate_.count_failure(origin.address);
  throw user_exists(wanted.username);
}

void PlainAccounts::insert(const model::Account& account, const NewName& name,
                           const Origin& origin) try {
  context_.database.transaction([&](store::Session& session) {
    store::Accounts accounts(session);
    accounts.drop_expired(account.username_key, "", account.created_at);
    gate_.admit_registration(session, origin.address);
    if (is_of_others(session, name)) throw user_exists(account.username);
    accounts.insert(account);
    refuse_kept_name(session, account);
    if (!name.looks.empty()) store::NameLooks(session).insert(name.looks, name.key);
    gate_.count_registration(session, origin.address);
    audit(session, context_, account.id, "account:created", origin);
  });
} catch (const store::Duplicate&) {
  throw user_exists(account.username);
}

void PlainAccounts::change_password(const base::Id& account, std::string_view password,
                                    const Origin& origin) {
  refuse_endless(password);
  const auto find = [&](store::Session& session) {
    const auto found = store::Accounts(session).by_id(account, context_.clock.now());
    if (!found) throw user_unknown("");
    require_active(*found);
    return *found;
  };
  const auto owner = context_.database.read(find);
  const auto hash = hash_of(password, asker_of(origin, owner.username_key));
  context_.database.transaction([&](store::Session& session) {
    set_password(session, context_, find(session), hash, {}, "account:password-changed", origin);
  });
}

void PlainAccounts::bury(const base::Id& account, const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    store::Accounts accounts(session);
    const auto found = accounts.by_id(account, context_.clock.now());
    if (!found || found->state == AccountState::deleted) {
      throw base::Error(ErrorCode::not_found, {"This user does not exist any more."});
    }
    require_active(*found);
    auto tombstone = *found;
    tombstone.state = AccountState::deleted;
    tombstone.email.reset();
    tombstone.email_key.reset();
    tombstone.email_verified_at.reset();
    if (settings_.hardened) tombstone.password_hash.reset();
    tell_owner(session, context_, *found, "account-deleted", "", origin);
    accounts.remove(account, context_.clock.now());  // with whatever belongs to it
    accounts.insert(tombstone);
    audit(session, context_, account, "account:deleted", origin);
  });
}

std::optional<std::string> user_key(std::string_view user) {
  if (user.empty()) return "";
  return name_key(user);
}

void refuse_endless(std::string_view password) {
  const auto fault = fault_of(password, model::PasswordPolicy::token_api);
  if (!fault.empty()) throw base::Error(ErrorCode::invalid_argument, {std::string(fault)});
}

void require_active(const model::Account& account) {
  if (account.state != AccountState::active) throw user_deactivated(account.username);
}

}  // namespace accounts
