#include "accounts/recovery.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/events.h"
#include "accounts/mails.h"
#include "accounts/owner.h"
#include "accounts/password_change.h"
#include "accounts/pgp_keys.h"
#include "base/error.h"
#include "model/password.h"
#include "model/token.h"
#include "store/accounts.h"
#include "store/challenges.h"
#include "store/duplicate.h"
#include "store/identities.h"

namespace accounts {
namespace {

using base::ErrorCode;
using model::AccountState;

void refuse_unacceptable(std::string_view password) {
  const auto fault = fault_of(password, model::PasswordPolicy::standard);
  if (fault.empty()) return;
  throw base::Error(ErrorCode::invalid_argument, {std::string(fault)}).about("password");
}

base::Error unknown_token() {
  return base::Error(ErrorCode::not_found, {"This link is not valid, or not any more."});
}

base::Error wrong_password(const char* field) {
  return base::Error(ErrorCode::unauthorized, {"This is not your password."}).about(field);
}

bool may_recover(const model::Account& account) {
  return account.state == AccountState::active || account.state == AccountState::pending;
}

// What a mailed token lets somebody do, and with whose account.
struct Way {
  model::Challenge challenge;
  model::Account account;

  bool takes_back() const { return challenge.purpose == kTakeBack; }
};

// Nothing when the account has changed since in what the token was made for.
std::optional<Way> way_of(store::Session& session, const base::Id& challenge_id, base::Time now) {
  auto challenge = store::Challenges(session).find(challenge_id, now);
  if (!challenge) return std::nullopt;
  auto account = store::Accounts(session).by_id(challenge->account, now);
  if (!account || !may_recover(*account)) return std::nullopt;
  Way way{*std::move(challenge), *std::move(account)};
  const bool resets =
      way.challenge.purpose == kResetPassword && way.account.email_key == way.challenge.address;
  return resets || way.takes_back() ? std::optional(std::move(way)) : std::nullopt;
}

}  // namespace

Recovery::Recovery(Context context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), settings_(settings), check_(context, gate, {}) {}

void Recovery::ask(std::string_view email, const Origin& origin) {
  const auto key = model::email_key(email);
  if (!key) {
    throw base::Error(ErrorCode::invalid_argument, {"This is not an e-mail address."})
        .about("email");
  }
  context_.database.transaction([&](store::Session& session) {
    // Counted whoever has the address, so that nobody can ask for thousands of them.
    gate_.admit_recovery(session, origin.address);
    if (gate_.admit_way_back(session, *key) > std::chrono::seconds{0}) return;
    const auto account = store::Accounts(session).by_email(*key, context_.clock.now());
    if (account && may_recover(*account)) offer(session, *account, origin);
  });
}

void Recovery::offer(store::Session& session, const model::Account& account, const Origin& origin) {
  const auto now = context_.clock.now();
  const auto end = now + settings_.lifetime;
  const model::Challenge challenge{
      .id = base::Id::make(now, context_.entropy),
      .account = account.id,
      .purpose = kResetPassword,
      .address = *account.email_key,
      .expires_at = account.expires_at ? std::min(end, *account.expires_at) : end};
  store::Challenges(session).remove_of_account(account.id, kResetPassword);
  store::Challenges(session).insert(challenge);
  audit(session, context_, account.id, "account:password-reset-asked-for", origin);
  queue_mail_to(session, context_, account,
                {.template_name = "reset-password",
                 .language = origin.language,
                 .recipient = {},
                 .username = {},
                 .challenge = challenge.id,
                 .expires_at = challenge.expires_at});
}

std::optional<std::string> Recovery::username_of(std::string_view token) {
  const auto id = context_.tokens.check(crypto::TokenKind::challenge, token);
  if (!id) return std::nullopt;
  return context_.database.read([&](store::Session& session) {
    const auto way = way_of(session, *id, context_.clock.now());
    return way ? std::optional(way->account.username) : std::nullopt;
  });
}

void Recovery::set(std::string_view token, std::string_view password, const Origin& origin) {
  refuse_unacceptable(password);
  const auto id = context_.tokens.check(crypto::TokenKind::challenge, token);
  if (id && username_of(token) && redeem(*id, context_.passwords.hash(password), origin)) return;
  gate_.count_failure(origin.address);
  throw unknown_token();
}

bool Recovery::redeem(const base::Id& challenge, const std::string& hash,
                      const Origin& origin) try {
  const auto now = context_.clock.now();
  return context_.database.transaction([&](store::Session& session) {
    auto way = way_of(session, challenge, now);
    if (!way || !store::Challenges(session).redeem(challenge, now)) return false;
    auto& account = way->account;
    if (store::Accounts(session).activate(account.id, now)) {
      audit(session, context_, account.id, "account:verified", origin);
    }
    if (way->takes_back()) take_back(session, account, way->challenge.address, origin);
    set_password(session, context_, account, hash, {}, "account:password-reset", origin);
    end_access(session, context_, account.id, origin);
    // Whoever reads the owner's mail is let in from here, though strangers guess at the password,
    // or they themselves did.
    gate_.let_back_in(session, account, origin.address);
    return true;
  });
} catch (const store::Duplicate&) {
  throw base::Error(ErrorCode::conflict, {"Somebody else has this address by now."});
}

void Recovery::take_back(store::Session& session, model::Account& account,
                         const std::string& address, const Origin& origin) {
  store::Challenges(session).remove_of_account(account.id, kTakeBack);
  if (account.pgp_key) prefer_no_pgp_key(session, context_, account.id, origin);
  const auto key = model::email_key(address).value();
  if (account.email_key == key) return;
  store::Accounts accounts(session);
  const auto now = context_.clock.now();
  accounts.drop_expired(account.username_key, key, now);
  accounts.set_email(account.id, address, key, now);  // what was mailed there has come back
  store::Identities(session).forget_addresses(account.id);
  audit(session, context_, account.id, "account:address-changed", origin,
        (account.email.value_or("none") + " became " + address).substr(0, kLongestDetails));
  tell_owner(session, context_, account, "address-changed", address, origin);
  account.email = address;
  account.email_key = key;
  fire_profile_update(session, context_, account);
}

std::optional<model::Account> Recovery::owner(const base::Id& account) {
  return context_.database.read(
      [&](store::Session& session) { return find_active(session, account, context_.clock.now()); });
}

void Recovery::prove(const model::Session& by, std::string_view password, const Origin& origin) {
  const auto found = owner(by.account);
  if (found && (!found->password || check_.check_owner(*found, by.id, password, origin))) return;
  throw wrong_password("proof");
}

void Recovery::change(const model::Session& by, std::string_view current, std::string_view password,
                      Reach reach, const Origin& origin) {
  refuse_unacceptable(password);
  const auto before = owner(by.account);
  if (!before || !check_.check_owner(*before, by.id, current, origin)) {
    throw wrong_password("current");
  }
  const auto hash = context_.passwords.hash(password);
  context_.database.transaction([&](store::Session& session) {
    const auto now = find_active(session, by.account, context_.clock.now());
    if (!now || now->password != before->password) throw wrong_password("current");
    set_password(session, context_, *now, hash, by.id, "account:password-changed", origin);
    if (reach == Reach::everything) end_access(session, context_, by.account, origin);
  });
}

}  // namespace accounts
