#include "accounts/sign_in.h"

#include <optional>

#include "accounts/audit.h"
#include "base/error.h"
#include "store/accounts.h"
#include "store/tokens.h"

namespace accounts {
namespace {

using base::ErrorCode;
using MaybeAccount = std::optional<model::Account>;

void check_length(std::string_view password) {
  if (model::is_acceptable_password(password)) return;
  throw base::Error(ErrorCode::invalid_argument, {"A password has 1 to 1024 bytes."})
      .about("password");
}

// One answer for both in hardened mode, so that nobody learns which names are taken.
base::Error failed(bool known, bool hardened) {
  if (hardened) return base::Error(ErrorCode::unauthorized, {"The name or the password is wrong."});
  if (known) return base::Error(ErrorCode::unauthorized, {"The password is wrong."});
  return base::Error(ErrorCode::not_found, {"There is no account of this name."});
}

void require_active(const model::Account& account) {
  if (account.state == model::AccountState::pending) {
    throw base::Error(ErrorCode::failed_dependency, {"The account is not verified yet."});
  }
  if (account.state == model::AccountState::blocked) {
    throw base::Error(ErrorCode::forbidden, {"The account is blocked."});
  }
}

}  // namespace

SignIn::SignIn(Context context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), settings_(settings) {}

std::string SignIn::with_password(std::string_view username, std::string_view password,
                                  const Origin& origin) {
  check_length(password);
  const auto key = model::username_key(username).value_or("");
  const auto account = find(key);
  gate_.admit_attempt(key, account ? account->id : base::Id(), origin.address);
  if (!proves(account, password)) {
    note_failure(key, account, origin);
    throw failed(account.has_value(), settings_.hardened);
  }
  require_active(*account);
  return issue(*account, origin);
}

MaybeAccount SignIn::find(const std::string& key) {
  if (key.empty()) return std::nullopt;
  return context_.database.read([&](store::Session& session) {
    return store::Accounts(session).by_username(key, context_.clock.now());
  });
}

bool SignIn::proves(const MaybeAccount& account, std::string_view password) {
  if (account && account->password) return context_.passwords.matches(password, *account->password);
  if (account || settings_.hardened) context_.passwords.match_nothing(password);
  return false;
}

void SignIn::note_failure(const std::string& key, const MaybeAccount& account,
                          const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    gate_.count_failure(session, key, origin.address);
    // Names that nobody has are not audited: strangers could fill the log with them.
    if (account) audit(session, context_, account->id, "account:sign-in-failed", origin);
  });
}

std::string SignIn::issue(const model::Account& account, const Origin& origin) {
  const auto now = context_.clock.now();
  const model::Token token{.id = base::Id::make(now, context_.entropy),
                           .account = account.id,
                           .created_at = now,
                           .expires_at = now + settings_.token_lifetime};
  context_.database.transaction([&](store::Session& session) {
    // The account may have changed while its password was being checked.
    const auto current = store::Accounts(session).by_id(account.id, now);
    if (!current || current->password != account.password) {
      throw failed(current.has_value(), settings_.hardened);
    }
    require_active(*current);
    store::Tokens(session).insert(token);
    audit(session, context_, account.id, "account:signed-in", origin);
    gate_.remember(session, account.id, origin.address);
  });
  return context_.tokens.mint(crypto::TokenKind::account, token.id);
}

}  // namespace accounts
