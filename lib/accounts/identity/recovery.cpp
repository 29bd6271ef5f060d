#include "accounts/identity/recovery.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/identity/address_change.h"
#include "accounts/identity/password_change.h"
#include "accounts/keys/pgp_keys.h"
#include "accounts/mails.h"
#include "accounts/origin.h"
#include "accounts/proof/owner.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "model/password.h"
#include "model/token.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/ssh_keys.h"

namespace accounts {
namespace {

using base::ErrorCode;

base::Error wrong_password() { return not_your_password("current"); }

}  // namespace

Recovery::Recovery(Context& context, AbuseGate& gate)
    : context_(context),
      gate_(gate),
      challenges_(context, gate),
      codes_(context, gate),
      check_(context, gate, {}) {}

std::string Recovery::ask(std::string_view email, const Origin& origin) {
  const auto key = model::email_key(email);
  if (!key) throw no_mail_address();
  return context_.database.transaction([&](store::Session& session) {
    MailedCodes::Wanted wanted{kResetPassword, *key};
    // Counted whoever has the address, so that nobody can ask for thousands of them.
    gate_.admit_recovery(session, origin.address);
    const bool is_over = gate_.admit_way_back(session, *key) > std::chrono::seconds{0};
    const auto account = store::Accounts(session).by_email(*key, context_.clock.now());
    if (!is_over && account && may_recover(*account)) {
      wanted.account = account->id;
      wanted.challenge = offer(session, *account, origin);
    }
    return codes_.await(session, wanted);
  });
}

std::string Recovery::token_for(std::string_view kept, std::string_view code,
                                const Origin& origin) {
  return codes_.token_for(kept, code, kResetPassword, origin);
}

base::Id Recovery::offer(store::Session& session, const model::Account& account,
                         const Origin& origin) {
  const auto challenge =
      accounts::offer(session, context_, kResetPassword, account, *account.email_key);
  audit(session, context_, account.id, "account:password-reset-asked-for", origin);
  queue_mail_to(session, context_, account,
                {.template_name = "reset-password",
                 .language = origin.language,
                 .recipient = {},
                 .username = {},
                 .challenge = challenge.id,
                 .expires_at = challenge.expires_at,
                 .with_code = true});
  return challenge.id;
}

std::optional<std::string> Recovery::username_of(std::string_view token) {
  const auto found = challenges_.find(token, {&kResetPassword, &kTakeBack});
  return found ? std::optional(found->account.username) : std::nullopt;
}

void Recovery::set(std::string_view token, std::string_view password, const Origin& origin) try {
  refuse_unfit(password, model::PasswordPolicy::standard);
  const Challenges::Purposes purposes{&kResetPassword, &kTakeBack};
  const auto found = challenges_.find(token, purposes);
  if (!found) challenges_.refuse(origin);  // before it costs a hash
  const auto hash =
      context_.passwords.hash(password, asker_of(origin, found->account.username_key));
  challenges_.redeem(token, purposes, origin, [&](store::Session& session, Challenges::Good& good) {
    reset(session, good, hash, origin);
    return true;
  });
} catch (const store::Duplicate&) {
  throw base::Error(ErrorCode::conflict, {"Somebody else has this address by now."});
}

void Recovery::reset(store::Session& session, Challenges::Good& good, const std::string& hash,
                     const Origin& origin) {
  auto& account = good.account;
  if (store::Accounts(session).activate(account.id, context_.clock.now())) {
    audit(session, context_, account.id, "account:verified", origin);
  }
  if (good.is_for(kTakeBack)) take_back(session, account, good.challenge.address, origin);
  set_password(session, context_, account, hash, {}, "account:password-reset", origin);
  end_access(session, context_, account.id, origin);
  store::SshKeys(session).stop_all(account.id, context_.clock.now());
  // Whoever reads the owner's mail is let in from here, though strangers guess at the password,
  // or they themselves did.
  gate_.let_back_in(session, account, origin.address);
}

void Recovery::take_back(store::Session& session, model::Account& account,
                         const std::string& address, const Origin& origin) {
  withdraw(session, kTakeBack, account.id);
  if (account.pgp_key) prefer_no_pgp_key(session, context_, account.id, origin);
  if (account.email_key == model::email_key(address)) return;
  // What was mailed there has come back.
  move_address(session, context_, account, address, origin, WayBack::none);
}

std::optional<model::Account> Recovery::owner(const base::Id& account) {
  return context_.database.read(
      [&](store::Session& session) { return find_active(session, account, context_.clock.now()); });
}

void Recovery::change(const model::Session& by, std::string_view current, std::string_view password,
                      Reach reach, const Origin& origin) {
  refuse_unfit(password, model::PasswordPolicy::standard);
  const auto before = owner(by.account);
  if (!before || !check_.check_owner(*before, by.id, current, origin)) {
    throw wrong_password();
  }
  const auto hash = context_.passwords.hash(password, asker_of(origin, before->username_key));
  context_.database.transaction([&](store::Session& session) {
    const auto now = find_active(session, by.account, context_.clock.now());
    if (!now || now->password_hash != before->password_hash) throw wrong_password();
    set_password(session, context_, *now, hash, by.id, "account:password-changed", origin);
    if (reach == Reach::everything) end_access(session, context_, by.account, origin);
  });
}

}  // namespace accounts
