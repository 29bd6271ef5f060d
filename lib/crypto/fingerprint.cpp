#include "crypto/fingerprint.h"

#include <sodium.h>

#include <span>

namespace crypto {

static_assert(sizeof(Fingerprint) == crypto_shorthash_siphashx24_BYTES);

Fingerprints::Fingerprints(base::Entropy& entropy) {
  static_assert(sizeof key_ == crypto_shorthash_siphashx24_KEYBYTES);
  entropy.fill(std::as_writable_bytes(std::span(key_)));
}

Fingerprint Fingerprints::of(std::string_view text) const {
  Fingerprint fingerprint;
  crypto_shorthash_siphashx24(fingerprint.data(),
                              reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                              key_.data());
  return fingerprint;
}

}  // namespace crypto
