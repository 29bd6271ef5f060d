#include "accounts/proof/opening.h"

#include <optional>

#include "accounts/abuse_gate.h"
#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/mails.h"
#include "accounts/origin.h"
#include "store/access_tokens.h"
#include "store/accounts.h"
#include "store/grants.h"
#include "store/sessions.h"
#include "store/ssh_keys.h"
#include "store/tokens.h"

namespace accounts {
namespace {

using model::AccountState;

std::optional<Lapse> lapse_of(AccountState state) {
  switch (state) {
    case AccountState::active:
      return std::nullopt;
    case AccountState::pending:
      return Lapse::pending;
    case AccountState::blocked:
      return Lapse::blocked;
    case AccountState::deleted:
      break;
  }
  return Lapse::deleted;
}

// Whether what was proved is still there, and still proves it.
bool still_proves(store::Session& session, const Proof& proof, const model::Account& owner) {
  if (owner.password_hash != proof.password_hash()) return false;
  if (!proof.ssh_key()) return true;
  const auto key = store::SshKeys(session).find(*proof.ssh_key(), owner.id);
  return key && !key->stopped_at;
}

model::Account require_holding(store::Session& session, const Context& context, const Proof& proof,
                               const Door& door) {
  const auto now = context.clock.now();
  if (proof.means() == Proof::Means::session) {
    if (auto owner = store::Sessions(session).find_owner(proof.session(), now)) {
      return *std::move(owner);
    }
    throw door.refuse(Lapse::changed);
  }
  auto owner = store::Accounts(session).by_id(proof.account(), now);
  if (!owner) throw door.refuse(Lapse::gone);
  if (!still_proves(session, proof, *owner)) throw door.refuse(Lapse::changed);
  if (const auto lapse = lapse_of(owner->state)) throw door.refuse(*lapse);
  return *std::move(owner);
}

void arrive(store::Session& session, const Context& context, AbuseGate& gate,
            const model::Account& owner, const Origin& origin) {
  gate.count_sign_in(session, owner.id, origin.address);
  const auto before = gate.remember(session, owner.id, origin.address);
  if (before != AbuseGate::Acquaintance::stranger) return;
  tell_owner(session, context, owner, "new-network", "", origin);
}

}  // namespace

Opening::Opening(store::Session& session, const Proof::OfGrant& of)
    : Opening(session, of.grant.account, of.grant.ssh_key) {}

void Opening::require_owner(const base::Id& account) const {
  if (account == account_) return;
  throw base::Error(base::ErrorCode::internal, {}, {"a proof was used for somebody else"});
}

void Opening::put(const model::Token& row) {
  require_owner(row.account);
  store::Tokens(session_).insert(row);
}

void Opening::put(model::Session row) {
  require_owner(row.account);
  row.ssh_key = ssh_key_;
  store::Sessions(session_).insert(row);
}

void Opening::put(model::Grant row) {
  require_owner(row.account);
  row.ssh_key = ssh_key_;
  store::Grants(session_).insert(row);
}

void Opening::put(const model::AccessToken& row) {
  require_owner(row.account);
  store::AccessTokens(session_).insert(row);
}

void Opening::put(const model::AuthorizationCode& row) {
  store::AuthorizationCodes(session_).insert(row);
}

void Opening::put(const model::RefreshToken& row) { store::RefreshTokens(session_).insert(row); }

model::Account open(store::Session& session, const Context& context, const Proof& proof,
                    const Door& door, const Origin& origin,
                    const std::function<void(Opening&)>& write) {
  require_holding(session, context, proof, door);
  Opening opening(session, proof.account(), proof.ssh_key());
  write(opening);
  auto owner = require_holding(session, context, proof, door);
  audit(session, context, owner.id, door.event, origin, door.details);
  if (proof.gate() != nullptr) arrive(session, context, *proof.gate(), owner, origin);
  return owner;
}

}  // namespace accounts
