#include "accounts/proof/owner_check.h"

#include <utility>

#include "accounts/context.h"
#include "accounts/proof/owner.h"
#include "accounts/refusals.h"

namespace accounts {

OwnerCheck::OwnerCheck(Context& context, AbuseGate& gate)
    : context_(context), check_(context, gate, {}) {}

Proof OwnerCheck::by_password(const model::Session& by, std::string_view password,
                              const Origin& origin) {
  return prove(see(by), password, origin);
}

Proof OwnerCheck::by_session(const model::Session& by, std::string_view password,
                             const Origin& origin) {
  auto seen = see(by);
  if (!seen.proof.ssh_key()) return std::move(seen.proof);
  return prove(seen, password, origin);
}

bool OwnerCheck::asks_password(const model::Session& by) {
  const auto seen = see(by);
  return seen.proof.ssh_key() && seen.owner.password_hash;
}

OwnerCheck::Seen OwnerCheck::see(const model::Session& by) {
  const auto now = context_.clock.now();
  return context_.database.read([&](store::Session& session) {
    auto proof = Proof::by_session(session, by.id, now);
    if (!proof) throw sign_in_ended();
    return Seen{*std::move(proof), active_owner(session, context_, by.account)};
  });
}

Proof OwnerCheck::prove(const Seen& seen, std::string_view password, const Origin& origin) {
  if (!seen.owner.password_hash) return seen.proof;
  auto proof = check_.check_owner(seen.owner, seen.proof.session(), password, origin);
  if (proof) return *std::move(proof);
  throw not_your_password("proof");
}

}  // namespace accounts
