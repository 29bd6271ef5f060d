#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "cache/generations.h"
#include "store/forward.h"

namespace store {

/// One row of signing_keys. `role` is "current" or "next", each at most once per algorithm; a
/// retired key has none.
struct SigningKeyRow {
  std::string kid;
  std::string algorithm;  ///< "EdDSA"
  std::optional<std::string> role;
  std::string sealed;  ///< the private key, which only lib/crypto can open
  base::Time created_at;
  std::optional<base::Time> retired_at;
};

/// The table `signing_keys`.
class SigningKeys {
 public:
  explicit SigningKeys(Session& session) : session_(session) {}

  /// The cache subject of any change of the keys.
  static cache::Subject subject() { return cache::subject_of("signing_keys"); }

  /// Throws Duplicate when there is a key of this kid, or of this algorithm and role.
  void insert(const SigningKeyRow& key);

  /// All of them, oldest first.
  std::vector<SigningKeyRow> all();

  /// Takes a key's role away. False when it had none, or is not there.
  bool retire(const std::string& kid, base::Time now);

  /// Makes the next key the current one; there must be no other. False when it is not next.
  bool promote(const std::string& kid);

  void remove(const std::string& kid);

 private:
  Session& session_;
};

}  // namespace store
