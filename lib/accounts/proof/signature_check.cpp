#include "accounts/proof/signature_check.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/origin.h"
#include "accounts/proof/owner.h"
#include "base/encoding.h"
#include "base/error.h"
#include "crypto/digest.h"
#include "crypto/http_signature.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/seen_signatures.h"
#include "store/ssh_keys.h"

namespace accounts {
namespace {

// What was signed is remembered for so much longer than it is good: the host that forgets it may
// have a clock that is ahead of others.
constexpr std::chrono::minutes kSkew{5};

base::Error refused(const char* rule) {
  return base::Error(base::ErrorCode::unauthorized).under(rule);
}

// The fingerprint in "/<email>/keys/<fingerprint>"; empty when it is not of this form.
std::string fingerprint_in(const SignedRequest& request) {
  const auto front = "/" + request.email + "/keys/";
  return request.key_id.starts_with(front) ? request.key_id.substr(front.size()) : "";
}

bool proves(const model::SshKey& key, const SignedRequest& request) {
  const auto signature = base::from_base64(request.signature);
  return signature && crypto::is_http_signature(crypto::SshPublicKey::parse(key.key),
                                                request.algorithm, request.text, *signature);
}

// Not of the signature: whoever sees one of ECDSA (r, s) can make another of the same text (r, -s),
// or write it as DER instead of two numbers, without the key. The text has the date in it, and no
// owner signs the same text twice in a second with different intentions.
std::string replay_digest(const model::SshKey& key, const SignedRequest& request) {
  return crypto::sha256_hex(key.digest + "\n" + request.text);
}

}  // namespace

SignatureCheck::SignatureCheck(Context& context, AbuseGate& gate, Settings settings)
    : context_(context), gate_(gate), settings_(settings) {}

Proof SignatureCheck::check(const SignedRequest& request, const Origin& origin) {
  require_fresh(request);
  const auto email_key = model::email_key(request.email);
  const auto claimed = find(email_key, request);
  if (!claimed.key) fail("signature.unknown_key", claimed, origin);
  if (!proves(*claimed.key, request)) fail("signature.wrong", claimed, origin);
  return accept(claimed, request, origin);
}

void SignatureCheck::require_fresh(const SignedRequest& request) const {
  const auto& covered = request.headers;
  if (std::find(covered.begin(), covered.end(), "date") == covered.end()) {
    throw refused("signature.date_not_covered");
  }
  const auto now = context_.clock.now();
  if (request.date < now - settings_.window || now + settings_.window < request.date) {
    throw refused("signature.stale");
  }
}

// Both questions are always asked, so that an address that nobody has costs as much.
SignatureCheck::Claimed SignatureCheck::find(const std::optional<std::string>& email_key,
                                             const SignedRequest& request) {
  return context_.database.read([&](store::Session& session) {
    Claimed claimed;
    claimed.account =
        if_active(store::Accounts(session).by_email(email_key.value_or(""), context_.clock.now()));
    claimed.key = store::SshKeys(session).by_fingerprint(
        claimed.account ? claimed.account->id : base::Id(), fingerprint_in(request));
    if (claimed.key && claimed.key->stopped_at) claimed.key.reset();
    return claimed;
  });
}

// Nobody guesses a signature, so nobody's own are held to what others have failed at; but each
// failure writes, and so has the budget of its network.
void SignatureCheck::fail(const char* rule, const Claimed& claimed, const Origin& origin) {
  gate_.admit(origin.address);
  context_.database.transaction([&](store::Session& session) {
    gate_.count_failure(session, {.name = "", .account = {}, .address = origin.address});
    if (claimed.account) {
      audit(session, context_, claimed.account->id, "account:sign-in-failed", origin);
    }
  });
  throw refused(rule);
}

Proof SignatureCheck::accept(const Claimed& proved, const SignedRequest& request,
                             const Origin& origin) try {
  const auto now = context_.clock.now();
  return context_.database.transaction([&](store::Session& session) {
    store::SshKeys keys(session);
    const auto account = find_active(session, proved.account->id, now);
    // Both may have changed while the signature was being checked.
    const auto key = account ? keys.find(proved.key->id, account->id) : std::nullopt;
    if (!key || key->stopped_at) throw refused("signature.unknown_key");
    store::SeenSignatures(session).insert(replay_digest(*proved.key, request),
                                          request.date + settings_.window + kSkew);
    keys.touch(proved.key->id, account->id, now);
    Proof proof(Proof::Means::signature, *account, &gate_);
    proof.ssh_key_ = proved.key->id;
    return proof;
  });
} catch (const store::Duplicate&) {
  // Not against the account: whoever repeats a request guesses at nothing.
  gate_.count_failure(origin.address);
  throw refused("signature.stale");
}

}  // namespace accounts
