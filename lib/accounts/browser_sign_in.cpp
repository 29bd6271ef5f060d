#include "accounts/browser_sign_in.h"

#include "accounts/audit.h"
#include "accounts/owner.h"
#include "base/error.h"
#include "store/accounts.h"

namespace accounts {
namespace {

using base::ErrorCode;

base::Error wrong() {
  return base::Error(ErrorCode::unauthorized, {"Wrong email address or password"});
}

}  // namespace

BrowserSignIn::BrowserSignIn(Context context, AbuseGate& gate, Sessions& sessions,
                             SignatureCheck& signatures)
    : context_(context),
      gate_(gate),
      sessions_(sessions),
      signatures_(signatures),
      check_(context, gate, {.hardened = true}) {}

std::string BrowserSignIn::with_password(std::string_view login, std::string_view password,
                                         const Origin& origin, const Sessions::Browser& browser) {
  const auto checked = check_.check_login(login, password, origin);
  if (!checked.right) throw wrong();
  return open(*checked.account, Proof::password, origin, browser);
}

std::string BrowserSignIn::with_signature(const SignedRequest& request, const Origin& origin,
                                          const Sessions::Browser& browser) {
  return open(signatures_.check(request, origin), Proof::signature, origin, browser);
}

std::string BrowserSignIn::open(const model::Account& proved, Proof proof, const Origin& origin,
                                const Sessions::Browser& browser) {
  return context_.database.transaction([&](store::Session& session) {
    refuse_changed(session, proved);
    auto text = sessions_.open(session, proved.id, origin, browser);
    // Once more: the session's row now holds that of the account, so nothing changes any more.
    const auto account = refuse_changed(session, proved);
    audit(session, context_, proved.id, "account:signed-in", origin);
    note_arrival(session, context_, gate_, account, proof, origin);
    return text;
  });
}

model::Account BrowserSignIn::refuse_changed(store::Session& session,
                                             const model::Account& proved) {
  auto current = store::Accounts(session).by_id(proved.id, context_.clock.now());
  const bool gone = !current || current->state == model::AccountState::deleted;
  if (gone || current->password != proved.password) throw wrong();
  refuse_inactive(*current);
  return *std::move(current);
}

}  // namespace accounts
