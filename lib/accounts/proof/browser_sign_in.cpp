#include "accounts/proof/browser_sign_in.h"

#include "accounts/context.h"
#include "accounts/proof/opening.h"
#include "accounts/proof/owner.h"
#include "base/error.h"

namespace accounts {
namespace {

base::Error wrong() {
  return base::Error(base::ErrorCode::unauthorized, {"Wrong email address or password"});
}

}  // namespace

BrowserSignIn::BrowserSignIn(Context& context, AbuseGate& gate, Sessions& sessions,
                             SignatureCheck& signatures)
    : context_(context),
      sessions_(sessions),
      signatures_(signatures),
      check_(context, gate, {.hardened = true}) {}

std::string BrowserSignIn::with_password(std::string_view login, std::string_view password,
                                         const Origin& origin, const Sessions::Browser& browser) {
  const auto checked = check_.check_login(login, password, origin);
  if (!checked.proof) throw wrong();
  return open_session(*checked.proof, origin, browser);
}

std::string BrowserSignIn::with_signature(const SignedRequest& request, const Origin& origin,
                                          const Sessions::Browser& browser) {
  return open_session(signatures_.check(request, origin), origin, browser);
}

std::string BrowserSignIn::open_session(const Proof& proof, const Origin& origin,
                                        const Sessions::Browser& browser) {
  const auto refuse = [](Lapse lapse) { return inactive(lapse).value_or(wrong()); };
  return context_.database.transaction([&](store::Session& session) {
    std::string cookie;
    open(session, context_, proof, {"account:signed-in", "", refuse}, origin,
         [&](Opening& opening) { cookie = sessions_.open(opening, origin, browser); });
    return cookie;
  });
}

}  // namespace accounts
