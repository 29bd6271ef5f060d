#include "crypto/argon2.h"

#include <sodium.h>

#include <array>

#include "base/error.h"

namespace crypto::argon2 {
namespace {

// libsodium chooses its code for this processor here.
void require_library() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw base::Error(base::ErrorCode::internal, {}, {"sodium_init failed"});
}

}  // namespace

std::string hash(std::string_view password, const PasswordCost& cost) {
  require_library();
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost.passes,
                            cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw base::busy("no memory for a password hash");
  }
  return text.data();
}

bool verify(std::string_view password, const std::string& stored) {
  require_library();
  return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

}  // namespace crypto::argon2
