#include "accounts/keys/public_keys.h"

#include <limits>
#include <sstream>

#include "accounts/context.h"
#include "accounts/names.h"
#include "accounts/proof/owner.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "crypto/digest.h"
#include "model/account.h"
#include "store/accounts.h"
#include "store/pgp_keys.h"
#include "store/ssh_keys.h"

namespace accounts {
namespace {

constexpr std::chrono::minutes kBetweenNotes{1};       ///< of the last use of an SSH key
constexpr int kAll = std::numeric_limits<int>::max();  ///< an account has a hundred at most

std::optional<model::Account> named(store::Session& session, std::string_view username,
                                    base::Time now) {
  const auto key = name_key(username);
  return key ? if_active(store::Accounts(session).by_username(*key, now)) : std::nullopt;
}

template <typename Key>
std::optional<PublicKeys::Found<Key>> with_owner(store::Session& session, std::optional<Key> key,
                                                 base::Time now) {
  if (!key) return std::nullopt;
  auto owner = find_active(session, key->account, now);
  if (!owner) return std::nullopt;
  return PublicKeys::Found<Key>{*std::move(key), std::move(owner->username)};
}

// "ssh-ed25519 AAAA..."; what its owner calls it may name a person or a machine.
std::string line_of(const model::SshKey& key) {
  std::istringstream words(key.key);
  std::string type;
  std::string blob;
  words >> type >> blob;
  return type + " " + blob;
}

}  // namespace

PublicKeys::PublicKeys(Context& context) : context_(context) {}

std::optional<PublicKeys::Found<model::SshKey>> PublicKeys::ssh_key(std::string_view base64) {
  const auto blob = base::from_base64(base64);
  if (!blob) return std::nullopt;
  return context_.database.read([&](store::Session& session) {
    auto key = store::SshKeys(session).by_digest(crypto::sha256_hex(*blob));
    if (key && key->stopped_at) return std::optional<Found<model::SshKey>>();
    return with_owner(session, std::move(key), context_.clock.now());
  });
}

std::optional<PublicKeys::Found<model::PgpKey>> PublicKeys::pgp_key(std::string_view fingerprint) {
  return context_.database.read([&](store::Session& session) {
    return with_owner(session,
                      store::PgpKeys(session).of_anybody(model::canonical_fingerprint(fingerprint)),
                      context_.clock.now());
  });
}

std::optional<std::vector<std::string>> PublicKeys::ssh_keys_of(std::string_view username) {
  using Lines = std::optional<std::vector<std::string>>;
  return context_.database.read([&](store::Session& session) -> Lines {
    const auto owner = named(session, username, context_.clock.now());
    if (!owner) return std::nullopt;
    std::vector<std::string> lines;
    for (const auto& key : store::SshKeys(session).of_account(owner->id, -1, kAll)) {
      if (!key.stopped_at) lines.push_back(line_of(key));
    }
    return lines;
  });
}

std::optional<std::vector<std::string>> PublicKeys::ssh_key_of(std::string_view username,
                                                               std::string_view base64) {
  const auto blob = base::from_base64(base64);
  std::optional<model::SshKey> key;
  const bool is_somebody = context_.database.read([&](store::Session& session) {
    const auto owner = named(session, username, context_.clock.now());
    if (!owner || !blob) return owner.has_value();
    key = store::SshKeys(session).by_digest(crypto::sha256_hex(*blob));
    if (key && (key->account != owner->id || key->stopped_at)) key.reset();
    return true;
  });
  if (!is_somebody) return std::nullopt;
  if (!key) return std::vector<std::string>{};
  note_use(*key);
  return std::vector{line_of(*key)};
}

// Reads by the key that was found before it writes, so that many logins are few writes.
void PublicKeys::note_use(const model::SshKey& key) try {
  const auto now = context_.clock.now();
  const auto before = now - kBetweenNotes;
  if (key.last_used && *key.last_used >= before) return;
  context_.database.transaction(
      [&](store::Session& session) { store::SshKeys(session).touch_if_before(key, before, now); });
} catch (const base::Error& error) {
  base::log::warning("keys.use_not_noted", {{"error", base::detail_of(error)}});
}

std::optional<PublicKeys::Found<model::PgpKey>> PublicKeys::preferred_pgp_key(long long id) {
  return context_.database.read([&](store::Session& session) {
    return with_owner(session, store::PgpKeys(session).preferred(id), context_.clock.now());
  });
}

std::optional<std::vector<std::string>> PublicKeys::pgp_keys_of(std::string_view username) {
  using Texts = std::optional<std::vector<std::string>>;
  return context_.database.read([&](store::Session& session) -> Texts {
    const auto owner = named(session, username, context_.clock.now());
    if (!owner) return std::nullopt;
    std::vector<std::string> texts;
    for (auto& key : store::PgpKeys(session).of_account(owner->id, -1, kAll)) {
      texts.push_back(std::move(key.key));
    }
    return texts;
  });
}

}  // namespace accounts
