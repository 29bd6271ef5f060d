#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace crypto {

/// The cost of one hash.
struct PasswordCost {
  std::uint64_t memory_kib = 19456;
  std::uint64_t passes = 2;
};

/// Argon2id (RFC 9106), computed by this thread at once. Passwords (passwords.h) is what callers
/// use.
namespace argon2 {

/// A self-describing hash ("$argon2id$..."), at most 128 characters. Throws base::Error
/// (unavailable) when there is no memory for it.
std::string hash(std::string_view password, const PasswordCost& cost);

/// Whether it is the password that was hashed. The stored hash says what it costs.
bool verify(std::string_view password, const std::string& stored);

}  // namespace argon2
}  // namespace crypto
