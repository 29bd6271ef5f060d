#include "accounts/sign_in.h"

#include <optional>

#include "accounts/arrival.h"
#include "accounts/audit.h"
#include "accounts/owner.h"
#include "base/error.h"
#include "model/password.h"
#include "store/accounts.h"
#include "store/tokens.h"

namespace accounts {
namespace {

using base::ErrorCode;

void check_length(std::string_view password) {
  const auto fault = fault_of(password, model::PasswordPolicy::account_api);
  if (fault.empty()) return;
  throw base::Error(ErrorCode::invalid_argument, {std::string(fault)}).about("password");
}

// One answer for both in hardened mode, so that nobody learns which names are taken.
base::Error failed(bool known, bool hardened) {
  if (hardened) return base::Error(ErrorCode::unauthorized, {"The name or the password is wrong."});
  if (known) return base::Error(ErrorCode::unauthorized, {"The password is wrong."});
  return base::Error(ErrorCode::not_found, {"There is no account of this name."});
}

}  // namespace

SignIn::SignIn(Context context, AbuseGate& gate, Settings settings)
    : context_(context),
      gate_(gate),
      settings_(settings),
      check_(context, gate, {.hardened = settings.hardened}) {}

std::string SignIn::with_password(std::string_view username, std::string_view password,
                                  const Origin& origin) {
  check_length(password);
  const auto checked = check_.check(model::username_key(username), password, origin);
  if (!checked.right) throw failed(checked.account.has_value(), settings_.hardened);
  refuse_inactive(*checked.account);
  return issue(*checked.account, origin);
}

std::string SignIn::issue(const model::Account& account, const Origin& origin) {
  const auto now = context_.clock.now();
  const model::Token token{.id = base::Id::make(now, context_.entropy),
                           .account = account.id,
                           .created_at = now,
                           .expires_at = now + settings_.token_lifetime};
  context_.database.transaction([&](store::Session& session) {
    refuse_changed(session, account);
    store::Tokens(session).insert(token);
    // Once more: the token's row now holds that of the account, so nothing changes any more.
    const auto current = refuse_changed(session, account);
    audit(session, context_, account.id, "account:signed-in", origin);
    note_arrival(session, context_, gate_, current, Proof::password, origin);
  });
  return context_.tokens.mint(crypto::TokenKind::account, token.id);
}

model::Account SignIn::refuse_changed(store::Session& session, const model::Account& proved) {
  auto current = store::Accounts(session).by_id(proved.id, context_.clock.now());
  const bool gone = !current || current->state == model::AccountState::deleted;
  if (gone || current->password != proved.password) throw failed(!gone, settings_.hardened);
  refuse_inactive(*current);
  return *std::move(current);
}

}  // namespace accounts
