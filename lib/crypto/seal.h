#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/entropy.h"
#include "crypto/secret.h"

namespace crypto {

/// Encrypts and authenticates texts, so that only we can read them and nobody can change them:
/// AES-256-GCM with a random nonce under a key derived for one purpose. A sealed text is base64url,
/// 38 characters longer than 4/3 of the text.
class Seal {
 public:
  /// `purpose` is a constant of ours; `entropy` must outlive the seal.
  Seal(const Secret& secret, std::string_view purpose, base::Entropy& entropy);

  /// `context` (may be empty) is bound to the result; the same one is needed to open it.
  std::string seal(std::string_view text, std::string_view context) const;

  /// Nothing when the text was not sealed by us, was changed, or was sealed for another purpose or
  /// context.
  std::optional<std::string> open(std::string_view sealed, std::string_view context) const;

 private:
  std::vector<Key> keys_;
  base::Entropy& entropy_;
};

}  // namespace crypto
