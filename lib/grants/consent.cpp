#include "grants/consent.h"

#include "accounts/proof/opening.h"
#include "accounts/refusals.h"
#include "grants/admission.h"
#include "grants/errors.h"
#include "model/account.h"
#include "store/clients.h"

namespace grants {
namespace {

base::Error signed_out(accounts::Lapse) { return accounts::sign_in_ended(); }

void require_client(store::Session& session, const model::Grant& grant, base::Time now) {
  const auto found = store::Clients(session).find(grant.client);
  if (!found) throw unknown_client();
  if (!admits(session, *found, grant.account, now)) throw no_verified_address();
}

}  // namespace

void write(const Consent& consent, const accounts::Context& context,
           const model::Session& signed_in, const accounts::Origin& origin) {
  const auto& grant = consent.grant;
  const auto now = context.clock.now();
  const accounts::Door door{consent.event, consent.details, signed_out};
  context.database.transaction([&](store::Session& session) {
    require_client(session, grant, now);
    const auto proof = accounts::Proof::by_session(session, signed_in.id, now);
    if (!proof) throw accounts::sign_in_ended();
    accounts::open(session, context, *proof, door, origin, [&](accounts::Opening& opening) {
      opening.put(grant);
      opening.put(consent.code);
      // Checks again: the grant's row now locks the client's row, so the client cannot change any
      // more.
      require_client(session, grant, now);
    });
  });
}

}  // namespace grants
