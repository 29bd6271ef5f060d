#include "grants/consent.h"

#include <utility>

#include "accounts/context.h"
#include "accounts/proof/opening.h"
#include "accounts/refusals.h"
#include "grants/admission.h"
#include "grants/errors.h"
#include "model/account.h"
#include "store/clients.h"

namespace grants {
namespace {

base::Error signed_out(accounts::Lapse) { return accounts::sign_in_ended(); }

void require_client(store::Session& session, const model::Client& client) {
  if (!store::Clients(session).find(client.id)) throw unknown_client();
}

}  // namespace

// The rows refer to client and account, and lock them, so that what open() sees of the account, and
// what was known of the client, cannot change any more. Without a client there is nothing to refer
// to: the database has the transaction run again, which then finds out who is missing.
model::Account write(const Consent& consent, const accounts::Context& context,
                     const model::Session& signed_in, const accounts::Origin& origin) {
  const auto proof = accounts::Proof::by_session(signed_in);
  const accounts::Door door{consent.event, consent.details, signed_out};
  bool again = false;
  return context.database.transaction([&](store::Session& session) {
    if (std::exchange(again, true)) require_client(session, consent.client);
    auto owner = accounts::open(session, context, proof, door, origin, [&](auto& opening) {
      opening.put(consent.grant);
      if (consent.code) opening.put(*consent.code);
    });
    if (!consent.client.admits(owner)) throw no_verified_address();
    return owner;
  });
}

}  // namespace grants
