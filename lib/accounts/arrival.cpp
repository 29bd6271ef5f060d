#include "accounts/arrival.h"

#include "accounts/mails.h"
#include "store/accounts.h"

namespace accounts {

void note_arrival(store::Session& session, const Context& context, AbuseGate& gate,
                  const model::Account& account, Proof proof, const Origin& origin) {
  const auto before = gate.remember(session, account.id, origin.address);
  if (before == AbuseGate::Acquaintance::stranger) {
    tell_owner(session, context, account, "new-network", "", origin);
  }
  // After the mail: whoever signs in from there may not be the one who has the password.
  if (proof == Proof::password && account.pgp_key) {
    store::Accounts(session).note_password_proof(account.id, context.clock.now());
  }
}

}  // namespace accounts
