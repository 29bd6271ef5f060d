#include "grants/code_grant.h"

#include "accounts/context.h"
#include "crypto/digest.h"
#include "grants/errors.h"
#include "store/grants.h"

namespace grants {
namespace {

base::Error refused() { return invalid_grant("The code is not valid."); }

bool proves(std::string_view verifier, const std::string& challenge) {
  if (challenge.empty() || verifier.empty()) return challenge.empty() && verifier.empty();
  return crypto::equal_secrets(crypto::sha256_base64url(verifier), challenge);
}

bool repeats(const std::optional<std::string>& uri, const model::AuthorizationCode& code) {
  return uri ? *uri == code.redirect_uri : !code.uri_was_given;
}

}  // namespace

Outcome CodeGrant::give(const TokenRequest& request) {
  const auto id = context_.tokens.check(crypto::TokenKind::code, request.required("code"));
  if (!id) throw refused();
  return context_.database.transaction(
      [&](store::Session& session) { return redeem(session, *id, request); });
}

Outcome CodeGrant::redeem(store::Session& session, const base::Id& id,
                          const TokenRequest& request) {
  const auto now = context_.clock.now();
  const auto& client = *request.client;
  const bool is_first = store::AuthorizationCodes(session).redeem(id, client.id, now);
  const auto found = accounts::Proof::by_code(session, id, now);
  // The grant of a code that was never used is removed with it, so here there is none.
  if (!found || found->code.client != client.id) throw refused();
  const auto& [code, of, owner] = *found;
  const auto& grant = of.grant;
  const auto end = [&](const char* event, base::Error why) {
    return issuance_.end(session, grant, event, request.origin, std::move(why));
  };
  if (!is_first) return end("oauth:code-reused", refused());
  if (!repeats(request.find("redirect_uri"), code)) {
    return end("oauth:code-misused",
               redirect_uri_mismatch("The redirect URI is not the one of the code."));
  }
  if (!proves(request.text("code_verifier"), code.challenge)) {
    return end("oauth:code-misused",
               invalid_grant("The code_verifier is not the one of the code."));
  }
  Issuance::require_admitted(client, owner);
  accounts::Opening opening(session, of);
  auto outcome = issuance_.issue(opening, grant, grant.scopes, issuance_.new_pair(client));
  outcome.nonce = code.nonce;
  return outcome;
}

}  // namespace grants
