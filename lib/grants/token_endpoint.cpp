#include "grants/token_endpoint.h"

#include <algorithm>
#include <utility>

#include "grants/errors.h"

namespace grants {
namespace {

void require_allowed(const GrantType& type, const model::Client& client) {
  if (!client.may_use(type.name())) {
    throw unauthorized_client("The client may not use this grant type.");
  }
  if (type.client_rule() == GrantType::ClientRule::confidential && client.is_public()) {
    throw unauthorized_client("A public client proves nothing.");
  }
}

}  // namespace

TokenEndpoint::TokenEndpoint(accounts::Context& context, accounts::AbuseGate& gate,
                             accounts::SignatureCheck& signatures, IdTokens& id_tokens,
                             Settings settings)
    : issuance_(context, std::move(settings)),
      id_tokens_(id_tokens),
      types_(grant_types(context, gate, signatures, issuance_)) {}

GrantType& TokenEndpoint::grant_type(std::string_view name) {
  const auto found = std::find_if(types_.begin(), types_.end(),
                                  [&](const auto& type) { return type->name() == name; });
  if (found == types_.end()) throw unsupported_grant_type("This grant_type is not supported.");
  return **found;
}

Issued TokenEndpoint::give(GrantType& type, const TokenRequest& request) {
  if (request.client) require_allowed(type, *request.client);
  return finished(type.give(request));
}

Issued TokenEndpoint::finished(Outcome outcome) {
  if (outcome.refusal) throw *std::move(outcome.refusal);
  const auto& grant = outcome.grant;
  const bool is_sign_in = !grant.account.is_nil() && !grant.client.empty();
  if (is_sign_in && outcome.scopes.fulfil("openid")) {
    outcome.issued.id_token = id_tokens_.make(grant, outcome.nonce, outcome.issued.access_token);
  }
  return std::move(outcome.issued);
}

}  // namespace grants
