#include "crypto/hashing.h"

namespace crypto {

std::string HashingInPlace::hash(std::string_view password, const PasswordCost& cost,
                                 const Asker& /*asker*/) {
  const auto slot = slots_.take();
  return argon2::hash(password, cost);
}

bool HashingInPlace::verify(std::string_view password, const std::string& stored,
                            const Asker& /*asker*/) {
  const auto slot = slots_.take();
  return argon2::verify(password, stored);
}

}  // namespace crypto
