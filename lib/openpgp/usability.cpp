#include "openpgp/usability.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "openpgp/refusal.h"
#include "openpgp/rnp.h"

namespace openpgp {
namespace {

using std::chrono::seconds;
using Handle = rnp_key_handle_t;

template <typename Function>
bool holds(Function function, Handle key) {
  bool answer = false;
  return ok(function(key, &answer)) && answer;
}

bool encrypts(Handle key) {
  bool answer = false;
  return ok(Rnp::library().key_allows_usage(key, "encrypt", &answer)) && answer;
}

std::size_t count_of_subkeys(Handle primary) {
  std::size_t count = 0;
  return ok(Rnp::library().key_get_subkey_count(primary, &count)) ? count : 0;
}

/// Calls `see` with the primary key and each subkey.
void each_key(Handle primary, const std::function<void(Handle)>& see) {
  see(primary);
  for (std::size_t i = 0; i < count_of_subkeys(primary); ++i) {
    Key subkey;
    if (ok(Rnp::library().key_get_subkey_at(primary, i, subkey.out()))) see(subkey.get());
  }
}

base::Time revoked_at(Handle key) {
  const auto& rnp = Rnp::library();
  Signature revocation;
  std::uint32_t at = 0;
  const bool known = ok(rnp.key_get_revocation_signature(key, revocation.out())) &&
                     revocation.get() != nullptr &&
                     ok(rnp.signature_get_creation(revocation.get(), &at));
  return base::Time(seconds(known ? at : 0));
}

base::Time expired_at(Handle key) {
  const auto& rnp = Rnp::library();
  std::uint32_t made = 0;
  std::uint32_t lifetime = 0;
  const bool known =
      ok(rnp.key_get_creation(key, &made)) && ok(rnp.key_get_expiration(key, &lifetime));
  return base::Time(known ? seconds(made) + seconds(lifetime) : seconds(0));
}

std::optional<Obstacle> obstacle_of_one(Handle key) {
  const auto& rnp = Rnp::library();
  if (holds(rnp.key_is_revoked, key)) return Obstacle{kRevoked, revoked_at(key)};
  if (holds(rnp.key_is_expired, key)) return Obstacle{kExpired, expired_at(key)};
  return std::nullopt;
}

std::string key_id_of(Handle key) {
  Text id;
  return ok(Rnp::library().key_get_keyid(key, id.out())) ? id.get() : std::string();
}

/// What a key has signed itself: how much of it, how much of that by a broken digest, and when
/// last.
struct OwnSignatures {
  std::string signer;
  int all = 0;
  int broken = 0;
  std::uint32_t last = 0;

  void add(rnp_signature_handle_t signature) {
    const auto& rnp = Rnp::library();
    Text by;
    Text digest;
    if (!ok(rnp.signature_get_keyid(signature, by.out())) || by.get() != signer) return;
    if (!ok(rnp.signature_get_hash_alg(signature, digest.out()))) return;
    std::uint32_t at = 0;
    if (ok(rnp.signature_get_creation(signature, &at))) last = std::max(last, at);
    ++all;
    const auto name = digest.get();
    if (name == "SHA1" || name == "MD5" || name == "RIPEMD160") ++broken;
  }
  bool are_broken() const { return all > 0 && all == broken; }
};

template <typename Owner, typename Count, typename At>
void add_all(OwnSignatures& own, Owner owner, Count count_of, At at) {
  std::size_t count = 0;
  if (!ok(count_of(owner, &count))) return;
  for (std::size_t i = 0; i < count; ++i) {
    Signature signature;
    if (ok(at(owner, i, signature.out()))) own.add(signature.get());
  }
}

/// When all that binds its user ids to a key, or all that binds its subkeys, was last signed, if it
/// is signed by nothing but digests that nobody trusts any more.
std::optional<base::Time> bound_by_sha1_at(Handle primary) {
  const auto& rnp = Rnp::library();
  OwnSignatures names{key_id_of(primary)};
  OwnSignatures subkeys{names.signer};
  std::size_t count = 0;
  if (!ok(rnp.key_get_uid_count(primary, &count))) count = 0;
  for (std::size_t i = 0; i < count; ++i) {
    UserId id;
    if (!ok(rnp.key_get_uid_handle_at(primary, i, id.out()))) continue;
    add_all(names, id.get(), rnp.uid_get_signature_count, rnp.uid_get_signature_at);
  }
  each_key(primary, [&](Handle key) {
    if (key != primary)
      add_all(subkeys, key, rnp.key_get_signature_count, rnp.key_get_signature_at);
  });
  if (!names.are_broken() && !subkeys.are_broken()) return std::nullopt;
  return base::Time(seconds(names.are_broken() ? names.last : subkeys.last));
}

}  // namespace

// A key of which one part is revoked and another expired has the later obstacle.
std::optional<Obstacle> obstacle_of(rnp_key_handle_t primary) {
  const auto& rnp = Rnp::library();
  if (auto obstacle = obstacle_of_one(primary)) return obstacle;
  bool any = false;
  bool usable = false;
  std::optional<Obstacle> last;
  each_key(primary, [&](Handle key) {
    if (!encrypts(key)) return;
    any = true;
    usable = usable || holds(rnp.key_is_valid, key);
    const auto obstacle = obstacle_of_one(key);
    if (obstacle && (!last || last->since < obstacle->since)) last = obstacle;
  });
  if (usable && holds(rnp.key_is_valid, primary)) return std::nullopt;
  if (const auto bound_at = bound_by_sha1_at(primary)) return Obstacle{kSha1, bound_at};
  if (!any) return Obstacle{kForSignatures};
  return last ? last : Obstacle{kUseless};
}

std::optional<base::Time> usable_until(rnp_key_handle_t primary) {
  constexpr std::uint32_t never = UINT32_MAX;
  const auto& rnp = Rnp::library();
  std::uint32_t last = 0;
  each_key(primary, [&](Handle key) {
    std::uint32_t until = 0;
    if (!encrypts(key) || !holds(rnp.key_is_valid, key)) return;
    if (ok(rnp.key_valid_till(key, &until))) last = std::max(last, until);
  });
  if (last == 0 || last == never) return std::nullopt;
  return base::Time(seconds(last));
}

}  // namespace openpgp
