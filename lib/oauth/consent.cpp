#include "oauth/consent.h"

#include "oauth/admission.h"
#include "oauth/errors.h"
#include "store/clients.h"
#include "store/grants.h"
#include "store/sessions.h"

namespace oauth {
namespace {

void require_living(store::Session& session, const std::string& client,
                    const model::Session& signed_in, base::Time now) {
  const auto found = store::Clients(session).find(client);
  if (!found) throw invalid_client("There is no such client.");
  if (!admits(session, *found, signed_in.account, now)) throw no_verified_address();
  if (!store::Sessions(session).find(signed_in.id, now, base::Time())) {
    throw base::Error(base::ErrorCode::unauthorized, {"The sign-in has ended."});
  }
}

}  // namespace

void insert_consented(store::Session& session, const model::Grant& grant,
                      const model::Session& signed_in, base::Time now) {
  require_living(session, grant.client, signed_in, now);
  store::Grants(session).insert(grant);
  // Once more: the grant's row now holds those that it belongs to, so nothing changes any more.
  require_living(session, grant.client, signed_in, now);
}

}  // namespace oauth
