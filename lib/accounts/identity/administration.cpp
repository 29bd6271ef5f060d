#include "accounts/identity/administration.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/identity/closure.h"
#include "accounts/identity/password_change.h"
#include "accounts/names.h"
#include "accounts/origin.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "model/password.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/pgp_keys.h"
#include "store/sessions.h"

namespace accounts {
namespace {

using base::ErrorCode;
using model::AccountState;

const Origin kCommandLine{.address = {}, .language = {}, .by_operator = true};

base::Error gone() {
  return base::Error(ErrorCode::not_found, {"There is no such account any more."});
}

model::Account account_of(const Administration::Wish& wish, base::Time now) {
  const auto name = model::username_key(wish.username);
  const auto email = model::email_key(wish.email);
  if (!name) throw unfit_username(wish.username).about("username");
  if (!wish.email.empty() && !email) throw no_mail_address();
  refuse_unfit(wish.password, model::PasswordPolicy::standard);
  model::Account account;
  account.username = wish.username;
  account.username_key = *name;
  if (email) account.email = wish.email;
  account.email_key = email;
  if (email) account.email_verified_at = now;
  account.state = AccountState::active;
  account.created_at = now;
  return account;
}

}  // namespace

Administration::Administration(Context& context) : context_(context) {}

std::optional<model::Account> Administration::find(std::string_view id_or_name) {
  const auto id = base::Id::parse(id_or_name);
  const auto key = name_key(id_or_name);
  const auto now = context_.clock.now();
  return context_.database.read([&](store::Session& session) {
    store::Accounts accounts(session);
    auto found = id ? accounts.by_id(*id, now) : std::nullopt;
    return found || !key ? found : accounts.by_username(*key, now);
  });
}

std::vector<model::Account> Administration::list(const base::Id& after, int limit) {
  return context_.database.read(
      [&](store::Session& session) { return store::Accounts(session).list(after, limit); });
}

void Administration::set_tier(const base::Id& account, int tier, NameOfTier name) {
  const bool there = context_.database.transaction([&](store::Session& session) {
    store::Accounts accounts(session);
    const auto before = accounts.by_id(account, context_.clock.now());
    if (!before || !accounts.set_tier(account, tier)) return false;
    audit(session, context_, account, "account:tier-changed", kCommandLine,
          "Tier " + name(before->tier) + " became " + name(tier));
    return true;
  });
  if (!there) throw gone();
}

std::vector<model::PgpKey> Administration::pgp_keys(const base::Id& account) {
  constexpr int all = 1000;  // an account has fewer
  return context_.database.read([&](store::Session& session) {
    return store::PgpKeys(session).of_account(account, -1, all);
  });
}

model::Account Administration::add(const Wish& wish) try {
  const auto now = context_.clock.now();
  auto account = account_of(wish, now);
  account.id = base::Id::make(now, context_.entropy);
  account.password_hash = context_.passwords.hash(wish.password);
  context_.database.transaction([&](store::Session& session) {
    store::Accounts accounts(session);
    accounts.drop_expired(account.username_key, account.email_key.value_or(""), now);
    accounts.insert(account);
    audit(session, context_, account.id, "account:created", kCommandLine);
  });
  return account;
} catch (const store::Duplicate&) {
  throw base::Error(ErrorCode::conflict, {"Somebody has this name or this address."});
}

void Administration::block(const base::Id& account) {
  context_.database.transaction([&](store::Session& session) {
    // First of all: a sign-in at the same time waits for this row, and then sees the new state.
    change_state(session, account, AccountState::active, AccountState::blocked);
    store::Sessions(session).remove_others(account, {});
    end_access(session, context_, account, kCommandLine);
    audit(session, context_, account, "account:blocked", kCommandLine);
  });
}

void Administration::unblock(const base::Id& account) {
  context_.database.transaction([&](store::Session& session) {
    change_state(session, account, AccountState::blocked, AccountState::active);
    audit(session, context_, account, "account:unblocked", kCommandLine);
  });
}

void Administration::change_state(store::Session& session, const base::Id& account,
                                  AccountState from, AccountState to) {
  if (store::Accounts(session).change_state(account, from, to)) return;
  throw base::Error(ErrorCode::conflict,
                    {"The account is not " + std::string(model::name_of(from)) + "."});
}

void Administration::remove(const base::Id& account) {
  const bool there = context_.database.transaction([&](store::Session& session) {
    const auto owner = store::Accounts(session).by_id(account, context_.clock.now());
    return owner && remove_account(session, context_, *owner, kCommandLine);
  });
  if (!there) throw gone();
}

}  // namespace accounts
