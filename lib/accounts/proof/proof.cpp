#include "accounts/proof/proof.h"

#include <utility>

#include "store/grants.h"
#include "store/sessions.h"

namespace accounts {

Proof::Proof(Means means, const model::Account& owner, AbuseGate* gate)
    : means_(means), account_(owner.id), password_hash_(owner.password_hash), gate_(gate) {}

std::optional<Proof> Proof::by_session(store::Session& session, const base::Id& id,
                                       base::Time now) {
  const auto found = store::Sessions(session).find(id, now, base::Time());
  return found ? std::optional(by_session(*found)) : std::nullopt;
}

Proof Proof::by_session(const model::Session& found) {
  Proof proof(Means::session, found.account);
  proof.session_ = found.id;
  proof.ssh_key_ = found.ssh_key;
  return proof;
}

std::optional<Proof::OfGrant> Proof::by_grant(store::Session& session, const base::Id& id,
                                              base::Time now) {
  auto found = store::Grants(session).find(id, now);
  return found ? std::optional(of(*std::move(found))) : std::nullopt;
}

std::optional<Proof::OfCode> Proof::by_code(store::Session& session, const base::Id& code,
                                            base::Time now) {
  auto found = store::AuthorizationCodes(session).find(code, now);
  if (!found) return std::nullopt;
  return OfCode{std::move(found->code), of(std::move(found->grant)), std::move(found->owner)};
}

Proof::OfGrant Proof::of(model::Grant grant) {
  Proof proof(Means::grant, grant.account);
  proof.ssh_key_ = grant.ssh_key;
  return {std::move(grant), std::move(proof)};
}

}  // namespace accounts
