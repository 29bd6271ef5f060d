#include "accounts/issuers/signing_keys.h"

#include <algorithm>

#include "accounts/context.h"
#include "base/error.h"
#include "base/log.h"
#include "store/duplicate.h"

namespace accounts {

using base::ErrorCode;
using crypto::Algorithm;
using crypto::SigningKey;
using std::chrono::seconds;
using store::SigningKeyRow;

namespace {

constexpr std::string_view kCurrent = "current";
constexpr std::string_view kNext = "next";

constexpr seconds kFresh{60};  ///< so long nobody asks the database again
constexpr seconds kPause{5};   ///< and so long even for a kid that is not known

// A key signs when it has been published for so long: longer than kPause, and than clocks differ.
constexpr seconds kPublished{30};

// So long may a retired key still sign: until the new one has been published, and seen.
constexpr seconds kLinger = kPublished + kFresh;
constexpr seconds kGrace = 3 * kLinger;  ///< by clocks that are behind ours

bool is_of(const SigningKeyRow& row, Algorithm algorithm) {
  return row.algorithm == crypto::name_of(algorithm);
}

const SigningKeyRow* find(const std::vector<SigningKeyRow>& rows, Algorithm algorithm,
                          std::string_view role) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const SigningKeyRow& row) {
    return is_of(row, algorithm) && row.role == role;
  });
  return found == rows.end() ? nullptr : &*found;
}

// The given keys, checked: a public one of another pair would publish what verifies nothing.
SigningKey given_key(const SigningKeys::Settings& settings) {
  auto key = SigningKey::from_text(settings.algorithm, settings.private_key, settings.short_secret);
  if (!settings.public_key.empty() &&
      crypto::VerificationKey::from_text(settings.public_key).pem() !=
          key.verification_key().pem()) {
    throw base::Error(ErrorCode::invalid_argument,
                      {"The public key is not that of the private key."});
  }
  return key;
}

}  // namespace

/// A key of the database that our secret opens.
struct SigningKeys::Opened {
  SigningKeyRow row;
  SigningKey key;
};

struct SigningKeys::Loaded {
  SigningKey signing;
  crypto::KeySet keys;
  crypto::KeySet published;
};

SigningKeys::SigningKeys(Context& context, const crypto::Seal& seal, Settings settings)
    : context_(context),
      seal_(seal),
      settings_(std::move(settings)),
      given_(!settings_.private_key.empty()) {
  if (!given_) return;
  auto key = given_key(settings_);
  const auto public_half = key.verification_key();
  const crypto::KeySet keys{{public_half}, {}};
  const bool secret = crypto::is_symmetric(settings_.algorithm);
  loaded_ =
      std::make_unique<Loaded>(Loaded{std::move(key), keys, secret ? crypto::KeySet{} : keys});
}

void SigningKeys::check(const Settings& settings) {
  if (!settings.private_key.empty()) given_key(settings);
}

SigningKeys::~SigningKeys() = default;

void SigningKeys::ensure() {
  if (!given_) rows();
}

const SigningKey& SigningKeys::current() { return loaded(kFresh).signing; }

const crypto::KeySet& SigningKeys::verification_keys() { return loaded(kFresh).keys; }

const crypto::KeySet& SigningKeys::refreshed_keys() { return loaded(kPause).keys; }

const crypto::KeySet& SigningKeys::published() { return loaded(kPause).published; }

std::optional<std::string> SigningKeys::public_text() {
  if (crypto::is_symmetric(settings_.algorithm)) return std::nullopt;
  if (!settings_.public_key.empty()) return settings_.public_key;
  return current().verification_key().pem();
}

bool SigningKeys::is_due(seconds age) const {
  const auto now = context_.clock.now();
  return now < asked_at_ || now >= asked_at_ + (answered_ ? age : kPause);
}

const SigningKeys::Loaded& SigningKeys::loaded(seconds oldest) {
  if (loaded_ && (given_ || !is_due(oldest))) return *loaded_;
  asked_at_ = context_.clock.now();
  answered_ = false;
  try {
    loaded_ = std::make_unique<Loaded>(load());
    answered_ = true;
  } catch (const base::Error& error) {
    if (!loaded_ || error.code() != ErrorCode::unavailable) throw;
    base::log::warning("signing_keys.stale", {{"detail", error.private_detail()}});
  }
  return *loaded_;
}

SigningKeys::Loaded SigningKeys::load() {
  const auto opened = open_all();
  const auto* const signer = signer_of(opened);
  if (signer == nullptr) {
    throw base::Error(ErrorCode::internal, {},
                      {"no signing key can be opened: they were sealed with another secret; add "
                       "that to `secrets`, or run `doorward key rotate`"});
  }
  Loaded all{signer->key, {}, {}};
  for (const auto& [row, key] : opened) {
    all.keys.keys.push_back(key.verification_key());
    if (!crypto::is_symmetric(key.algorithm())) {
      all.published.keys.push_back(all.keys.keys.back());
    }
  }
  return all;
}

std::vector<SigningKeys::Opened> SigningKeys::open_all() {
  std::vector<Opened> opened;
  for (const auto& row : rows()) {
    if (auto key = may_be_needed(row) ? open(row) : std::nullopt) {
      opened.push_back({row, *std::move(key)});
    }
  }
  return opened;
}

/// Of the current key and those retired lately the latest that has been published for long enough;
/// when none has, the oldest, since whoever checks is most likely to have met that one.
const SigningKeys::Opened* SigningKeys::signer_of(const std::vector<Opened>& opened) const {
  const auto now = context_.clock.now();
  const Opened* signer = nullptr;
  for (const auto& candidate : opened) {  // the oldest first
    const auto& row = candidate.row;
    const bool may_sign =
        row.role == kCurrent || (row.retired_at && now < *row.retired_at + kLinger);
    if (!may_sign || !is_of(row, settings_.algorithm)) continue;
    if (signer == nullptr || now >= row.created_at + kPublished) signer = &candidate;
  }
  return signer;
}

std::vector<SigningKeyRow> SigningKeys::rows() {
  const auto all = [&] {
    return context_.database.read(
        [](store::Session& session) { return store::SigningKeys(session).all(); });
  };
  auto found = all();
  for (const auto role : {kCurrent, kNext}) {
    if (find(found, settings_.algorithm, role) != nullptr) continue;
    const auto fresh = make(role);
    try {
      context_.database.transaction(
          [&](store::Session& session) { store::SigningKeys(session).insert(fresh); });
    } catch (const store::Duplicate&) {  // somebody else has just made one
    }
    found = all();
  }
  return found;
}

SigningKeyRow SigningKeys::make(std::string_view role) {
  const auto key = SigningKey::generate(settings_.algorithm, context_.entropy);
  return {.kid = key.kid(),
          .algorithm = std::string(crypto::name_of(key.algorithm())),
          .role = std::string(role),
          .sealed = seal_.seal(key.private_text(), key.kid()),
          // A next key made together with a current one sorts behind it.
          .created_at = context_.clock.now() + std::chrono::milliseconds(role == kNext ? 1 : 0),
          .retired_at = {}};
}

std::optional<SigningKey> SigningKeys::open(const SigningKeyRow& row) const {
  const auto algorithm = crypto::algorithm_named(row.algorithm);
  const auto text = algorithm ? seal_.open(row.sealed, row.kid) : std::nullopt;
  if (!text) {
    base::log::error("signing_keys.unreadable", {{"kid", row.kid}});
    return std::nullopt;
  }
  auto key = SigningKey::from_text(*algorithm, *text);
  key.set_kid(row.kid);
  return key;
}

bool SigningKeys::may_be_needed(const SigningKeyRow& row) const {
  return !row.retired_at ||
         context_.clock.now() < *row.retired_at + settings_.longest_token + kGrace;
}

bool SigningKeys::is_of_others(const SigningKeyRow& row) const {
  return std::any_of(settings_.others.begin(), settings_.others.end(),
                     [&](Algorithm other) { return is_of(row, other); });
}

std::vector<SigningKeys::Listed> SigningKeys::list() {
  if (given_) {
    return {{current().kid(), settings_.algorithm, std::string(kCurrent), context_.clock.now(),
             std::nullopt}};
  }
  std::vector<Listed> listed;
  for (const auto& row : rows()) {
    const auto algorithm = crypto::algorithm_named(row.algorithm);
    if (!algorithm) continue;
    listed.push_back(
        {row.kid, *algorithm, row.role.value_or("retired"), row.created_at, row.retired_at});
  }
  return listed;
}

void SigningKeys::rotate() try {
  if (given_) {
    throw base::Error(ErrorCode::conflict, {"The key is given by the configuration; put another "
                                            "one into its file, and reload."});
  }
  const auto now = context_.clock.now();
  const auto fresh_current = make(kCurrent);
  const auto fresh_next = make(kNext);
  context_.database.transaction([&](store::Session& session) {
    store::SigningKeys keys(session);
    const auto before = keys.all();
    const auto* next = find(before, settings_.algorithm, kNext);
    const bool usable = next != nullptr && open(*next);
    for (const auto& row : before) {
      if (is_of_others(row)) continue;
      const bool stays = usable && row.kid == next->kid;
      if (row.role && !stays) keys.retire(row.kid, now);
      if (!may_be_needed(row)) keys.remove(row.kid);
    }
    if (usable) {
      keys.promote(next->kid);
    } else {
      keys.insert(fresh_current);
    }
    keys.insert(fresh_next);
  });
  asked_at_ = {};
} catch (const store::Duplicate&) {
  throw base::Error(ErrorCode::conflict, {"Somebody else is rotating the keys at this moment."});
}

std::string SigningKeys::export_private(const std::string& kid) {
  if (given_ && kid == current().kid()) return settings_.private_key;
  if (!given_) {
    for (const auto& row : rows()) {
      if (row.kid != kid) continue;
      if (const auto key = open(row)) return key->private_text();
      throw base::Error(ErrorCode::conflict, {"The key was sealed with another secret; add that "
                                              "to `secrets` to read it."});
    }
  }
  throw base::Error(ErrorCode::not_found, {"There is no such key."});
}

}  // namespace accounts
