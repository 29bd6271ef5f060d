#include "oauth/consent.h"

#include "oauth/errors.h"
#include "store/clients.h"
#include "store/grants.h"
#include "store/sessions.h"

namespace oauth {
namespace {

void require_living(store::Session& session, const std::string& client,
                    const model::Session& signed_in, base::Time now) {
  if (!store::Clients(session).find(client)) throw invalid_client("There is no such client.");
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
