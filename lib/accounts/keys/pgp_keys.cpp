#include "accounts/keys/pgp_keys.h"

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/invalid.h"
#include "accounts/mails.h"
#include "accounts/origin.h"
#include "accounts/proof/owner.h"
#include "accounts/webhooks/events.h"
#include "base/calendar.h"
#include "base/error.h"
#include "crypto/private_text.h"
#include "openpgp/openpgp.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/pgp_keys.h"

namespace accounts {
namespace {

using base::ErrorCode;

constexpr long long kMostKeys = 100;            ///< of an account
constexpr std::chrono::milliseconds kDear{50};  ///< of processor time

[[noreturn]] void refuse_unknown() {
  throw base::Error(ErrorCode::not_found, {"There is no such PGP key."});
}

model::PgpKey described(const openpgp::PublicKey& key, const base::Id& account,
                        const std::string& armored, base::Time now) {
  return {.account = account,
          .key = armored,
          .fingerprint = key.fingerprint,
          .email = key.email,
          .authorized_at = now,
          .expires_at = key.expires_at};
}

}  // namespace

PgpKeys::PgpKeys(Context& context, AbuseGate::Budgets budgets, crypto::HashSlots& slots,
                 base::Waiting& waiting)
    : context_(context), budget_(context, budgets), slots_(slots), waiting_(waiting) {}

// What is refused unread has cost next to nothing, and does not count.
openpgp::PublicKey PgpKeys::read(const base::Id& account, const openpgp::Certificate& certificate,
                                 const Origin& origin) {
  budget_.admit(account, origin.address);
  const auto slot = slots_.take(waiting_);
  try {
    auto key = certificate.read(waiting_);
    if (key.cost > kDear) budget_.count(account, origin.address);
    return key;
  } catch (const base::Error& error) {
    if (error.code() != ErrorCode::unavailable) budget_.count(account, origin.address);
    throw;
  }
}

model::PgpKey PgpKeys::add(const base::Id& account, const std::string& armored,
                           const Origin& origin) try {
  if (armored.empty()) throw fault("pgp_key.missing");
  if (crypto::is_private_key(armored)) throw fault("pgp_key.secret");
  const openpgp::Certificate certificate(armored);
  auto key = described(read(account, certificate, origin), account, certificate.armored(),
                       context_.clock.now());
  context_.database.transaction([&](store::Session& session) {
    store::Accounts(session).begin_addition(account);
    store::PgpKeys keys(session);
    const auto owner = active_owner(session, context_, account);
    if (keys.count(account) >= kMostKeys) {
      throw fault("pgp_key.too_many", "", std::to_string(kMostKeys));
    }
    key.id = keys.insert(key);
    audit(session, context_, account, "account:pgp-key-added", origin,
          "Added PGP key " + key.fingerprint);
    tell_owner(session, context_, owner, "pgp-key-added", key.fingerprint, origin);
    fire(session, context_, account, PgpKeyAdded{key, owner.username});
  });
  return key;
} catch (const store::Duplicate&) {
  budget_.count(account, origin.address);
  throw fault("pgp_key.known");
}

std::vector<model::PgpKey> PgpKeys::list(const base::Id& account, long long start, int limit) {
  return context_.database.read_stale([&](store::Session& session) {
    return store::PgpKeys(session).of_account(account, start, limit);
  });
}

long long PgpKeys::count(const base::Id& account) {
  return context_.database.read_stale(
      [&](store::Session& session) { return store::PgpKeys(session).count(account); });
}

std::optional<model::PgpKey> PgpKeys::find(const base::Id& account, long long id) {
  return context_.database.read(
      [&](store::Session& session) { return store::PgpKeys(session).find(id, account); });
}

std::optional<model::PgpKey> PgpKeys::by_fingerprint(const base::Id& account,
                                                     std::string_view fingerprint) {
  return context_.database.read([&](store::Session& session) {
    return store::PgpKeys(session).by_fingerprint(account,
                                                  model::canonical_fingerprint(fingerprint));
  });
}

void PgpKeys::remove(const base::Id& account, long long id, const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    store::PgpKeys keys(session);
    const auto owner = active_owner(session, context_, account);
    const auto key = keys.find(id, account);
    if (!key) refuse_unknown();
    if (!keys.remove(id, account)) throw fault("pgp_key.preferred");
    audit(session, context_, account, "account:pgp-key-removed", origin,
          "Deleted PGP key " + key->fingerprint);
    tell_owner(session, context_, owner, "pgp-key-removed", key->fingerprint, origin);
    fire(session, context_, account, PgpKeyRemoved{id});
  });
}

void PgpKeys::prefer(const Proof& proof, long long id, const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    const auto owner = active_owner(session, context_, proof.account());
    const auto key = store::PgpKeys(session).find(id, owner.id);
    if (!key) refuse_unknown();
    refuse_expired(*key);
    if (owner.pgp_key != id) prefer_pgp_key(session, context_, owner, *key, origin);
    if (proof.means() != Proof::Means::password) return;
    store::Accounts(session).vouch_for_key(owner.id, id, context_.clock.now());
    audit(session, context_, owner.id, "account:pgp-key-confirmed", origin,
          "Confirmed default PGP key " + key->fingerprint);
  });
}

void PgpKeys::refuse_expired(const model::PgpKey& key) const {
  if (!model::has_expired(key, context_.clock.now())) return;
  throw fault("pgp_key.expired", "", base::date_of(*key.expires_at));
}

bool PgpKeys::is_unproved(const base::Id& account) {
  return context_.database.read(
      [&](store::Session& session) { return store::Accounts(session).has_unproved_key(account); });
}

void PgpKeys::prefer_none(const base::Id& account, const Origin& origin) {
  context_.database.transaction([&](store::Session& session) {
    const auto owner = active_owner(session, context_, account);
    if (owner.pgp_key) prefer_no_pgp_key(session, context_, account, origin);
  });
}

void prefer_pgp_key(store::Session& session, const Context& context, const model::Account& owner,
                    const model::PgpKey& key, const Origin& origin) {
  store::Accounts(session).set_preferred_pgp_key(owner.id, key.id, context.clock.now());
  audit(session, context, owner.id, "account:pgp-key-preferred", origin,
        "Set default PGP key to " + key.fingerprint);
  tell_owner(session, context, owner, "pgp-key-preferred", key.fingerprint, origin,
             WayBack::by_link);
}

void prefer_no_pgp_key(store::Session& session, const Context& context, const base::Id& account,
                       const Origin& origin) {
  store::Accounts(session).set_preferred_pgp_key(account, std::nullopt, context.clock.now());
  audit(session, context, account, "account:pgp-key-preferred", origin,
        "Set default PGP key to None");
}

}  // namespace accounts
