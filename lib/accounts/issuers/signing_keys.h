#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "accounts/forward.h"
#include "base/clock.h"
#include "crypto/seal.h"
#include "crypto/signing_key.h"
#include "store/signing_keys.h"

namespace accounts {

/// The keys that sign the JWTs of this service. They live sealed in the database, shared by every
/// process and host, or are given by the configuration. One is current and signs; one is next, and
/// published before it signs, so that nobody meets a kid that he could not know; retired ones stay
/// published as long as a token that they signed can live.
class SigningKeys {
 public:
  struct Settings {
    crypto::Algorithm algorithm = crypto::Algorithm::eddsa;
    std::string private_key = {};  ///< text of a given key; empty: the keys of the database
    std::string public_key = {};   ///< text to publish with a given key; empty: made from it
    bool short_secret = false;     ///< whether a given secret may be shorter than its hash
    std::chrono::seconds longest_token{2592000};  ///< for so long a retired key still verifies
    std::vector<crypto::Algorithm> others = {};   ///< whose keys are somebody else's to rotate
  };

  /// `seal` must outlive the keys. Throws base::Error (invalid_argument) when a given key is not to
  /// be used.
  SigningKeys(Context& context, const crypto::Seal& seal, Settings settings);

  /// Throws as the constructor does.
  static void check(const Settings& settings);

  ~SigningKeys();

  bool is_given() const { return given_; }  ///< by the configuration

  /// Makes the current and the next key when there are none yet; of all who do so at once one wins.
  /// All that follow do so, too.
  void ensure();

  /// The key that signs: the current one, or still one before it when the current one has not been
  /// published for half a minute. Asks the database at most once a minute, and never when the
  /// key is given; goes on with what it has while the database cannot be reached. Throws
  /// base::Error (internal) when the keys were sealed with a secret that is not here.
  const crypto::SigningKey& current();

  /// Current, next, and retired ones that may still have signed a living token; of every algorithm
  /// that was ever configured. Valid until the next call of any function.
  const crypto::KeySet& verification_keys();

  /// verification_keys() again, from the database, for a kid that was not in it; at most once in
  /// five seconds in each process.
  const crypto::KeySet& refreshed_keys();

  /// The public ones of verification_keys(), which are at most five seconds behind the database;
  /// none for an HS* algorithm. Valid likewise.
  const crypto::KeySet& published();

  /// The current public key as text: as given, else PEM. Nothing for an HS* algorithm.
  std::optional<std::string> public_text();

  struct Listed {
    std::string kid;
    crypto::Algorithm algorithm;
    std::string state;  ///< "next", "current", "retired"
    base::Time created_at;
    std::optional<base::Time> retired_at;
  };
  std::vector<Listed> list();

  /// The next key becomes current, the current one retired, a fresh one next; in one transaction.
  /// Keys of algorithms that are not configured any more retire, those that nothing living can be
  /// signed with go; those of Settings::others stay. Refuses: conflict (the key is given by the
  /// configuration, or somebody else is rotating at this moment).
  void rotate();

  /// The private key as text (crypto::SigningKey::private_text). Refuses: not_found, conflict (it
  /// was sealed with a secret that is not here).
  std::string export_private(const std::string& kid);

 private:
  struct Loaded;
  struct Opened;

  bool is_due(std::chrono::seconds age) const;
  const Loaded& loaded(std::chrono::seconds oldest);
  Loaded load();
  std::vector<store::SigningKeyRow> rows();
  store::SigningKeyRow make(std::string_view role);
  std::optional<crypto::SigningKey> open(const store::SigningKeyRow& row) const;
  std::vector<Opened> open_all();
  const Opened* signer_of(const std::vector<Opened>& opened) const;
  bool may_be_needed(const store::SigningKeyRow& row) const;
  bool is_of_others(const store::SigningKeyRow& row) const;

  const Context& context_;
  const crypto::Seal& seal_;
  Settings settings_;
  bool given_;
  std::unique_ptr<const Loaded> loaded_;
  base::Time asked_at_;
  bool answered_ = false;  ///< whether the database did, the last time
};

}  // namespace accounts
