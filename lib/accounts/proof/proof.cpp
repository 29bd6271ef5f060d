#include "accounts/proof/proof.h"

#include "model/account.h"
#include "store/grants.h"
#include "store/sessions.h"

namespace accounts {

Proof::Proof(Means means, const model::Account& owner, AbuseGate* gate)
    : means_(means), account_(owner.id), password_hash_(owner.password_hash), gate_(gate) {}

std::optional<Proof> Proof::by_session(store::Session& session, const base::Id& id,
                                       base::Time now) {
  const auto found = store::Sessions(session).find(id, now, base::Time());
  if (!found) return std::nullopt;
  Proof proof(Means::session, found->account);
  proof.session_ = found->id;
  proof.ssh_key_ = found->ssh_key;
  return proof;
}

std::optional<Proof::OfGrant> Proof::by_grant(store::Session& session, const base::Id& id,
                                              base::Time now) {
  auto found = store::Grants(session).find(id, now);
  if (!found) return std::nullopt;
  Proof proof(Means::grant, found->account);
  proof.ssh_key_ = found->ssh_key;
  return OfGrant{*std::move(found), std::move(proof)};
}

}  // namespace accounts
