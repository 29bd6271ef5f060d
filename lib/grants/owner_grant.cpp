#include "grants/owner_grant.h"

#include "accounts/context.h"
#include "accounts/proof/opening.h"
#include "grants/errors.h"

namespace grants {
namespace {

base::Error refusal(accounts::Lapse lapse) {
  using accounts::Lapse;
  const bool wrong = lapse == Lapse::gone || lapse == Lapse::changed;
  return wrong ? wrong_password() : inactive_account();
}

}  // namespace

Outcome OwnerGrant::give(const TokenRequest& request) {
  const auto client = request.client.value_or(model::Client{});
  auto scopes = issuance_.asked(client, request.text("scope"));
  const auto proof = proof_of(request);
  const auto grant = issuance_.new_grant(name(), client.id, proof.account(), std::move(scopes));
  const auto ids = issuance_.new_pair(client);
  const accounts::Door door{"oauth:grant-made", client.name, refusal};
  return context_.database.transaction([&](store::Session& session) {
    Outcome outcome;
    accounts::open(session, context_, proof, door, request.origin, [&](accounts::Opening& opening) {
      issuance_.require_admitted(session, client, proof.account());
      opening.put(grant);
      outcome = issuance_.issue(opening, grant, grant.scopes, ids);
    });
    return outcome;
  });
}

}  // namespace grants
