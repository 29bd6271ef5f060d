#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/hash_slots.h"

namespace crypto {

/// The cost of one hash.
struct PasswordCost {
  std::uint64_t memory_kib = 19456;
  std::uint64_t passes = 2;
};

/// Argon2id (RFC 9106). Every hash and every check takes a slot first; when none comes free
/// in time both throw base::Error (unavailable, with a retry time).
class Passwords {
 public:
  /// Throws base::Error (invalid_argument) for a cost beyond 8 KiB to 256 MiB and 1 to 16 passes.
  /// `slots` must outlive it.
  Passwords(PasswordCost cost, HashSlots& slots);

  /// A self-describing hash ("$argon2id$..."), at most 128 characters.
  std::string hash(std::string_view password) const;

  /// Whether the password is the one that was hashed. A stored hash of an unknown form, or one that
  /// asks for more than 256 MiB or 16 passes, never matches; checking it takes as long as for one
  /// that does.
  bool matches(std::string_view password, const std::string& stored) const;

  /// Takes as long as matches(), for names that nobody has, so that the time does not tell.
  void match_nothing(std::string_view password) const;

 private:
  PasswordCost cost_;
  HashSlots& slots_;
};

}  // namespace crypto
