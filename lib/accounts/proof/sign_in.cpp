#include "accounts/proof/sign_in.h"

#include <optional>

#include "accounts/context.h"
#include "accounts/names.h"
#include "accounts/proof/opening.h"
#include "accounts/proof/owner.h"
#include "accounts/refusals.h"
#include "base/error.h"

namespace accounts {
namespace {

using base::ErrorCode;

// One answer for both in hardened mode, so that nobody learns which names are taken.
base::Error failed(bool known, bool hardened) {
  if (hardened) return base::Error(ErrorCode::unauthorized, {"The name or the password is wrong."});
  if (known) return base::Error(ErrorCode::unauthorized, {"The password is wrong."});
  return base::Error(ErrorCode::not_found, {"There is no account of this name."});
}

}  // namespace

SignIn::SignIn(Context& context, AbuseGate& gate, Settings settings)
    : context_(context),
      settings_(settings),
      check_(context, gate, {.hardened = settings.hardened}) {}

std::string SignIn::with_password(std::string_view username, std::string_view password,
                                  const Origin& origin) {
  refuse_unfit(password, model::PasswordPolicy::account_api);
  const auto checked = check_.check(name_key(username), password, origin);
  if (!checked.proof) throw failed(checked.account.has_value(), settings_.hardened);
  refuse_inactive(*checked.account);
  return issue(*checked.proof, origin);
}

std::string SignIn::issue(const Proof& proof, const Origin& origin) {
  const auto now = context_.clock.now();
  const model::Token token{.id = base::Id::make(now, context_.entropy),
                           .account = proof.account(),
                           .created_at = now,
                           .expires_at = now + settings_.token_lifetime};
  const auto refuse = [&](Lapse lapse) {
    const bool known = lapse != Lapse::gone && lapse != Lapse::deleted;
    return inactive(lapse).value_or(failed(known, settings_.hardened));
  };
  context_.database.transaction([&](store::Session& session) {
    open(session, context_, proof, {"account:signed-in", "", refuse}, origin,
         [&](Opening& opening) { opening.put(token); });
  });
  return context_.tokens.mint(crypto::TokenKind::account, token.id);
}

}  // namespace accounts
