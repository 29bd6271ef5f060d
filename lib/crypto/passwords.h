#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "crypto/hashing.h"

namespace crypto {

/// Hashes of passwords, by Argon2id (RFC 9106). Whoever calls waits for a turn and for the hash
/// (base/waiting.h says what they must not hold meanwhile). When there is no turn to be had in time
/// all three throw base::Error (unavailable, with a retry time).
class Passwords {
 public:
  /// In bytes. Nothing longer is hashed; more than anybody may have (model/password.h).
  static constexpr std::size_t kLongest = 4096;

  /// Throws base::Error (invalid_argument) for a cost beyond 8 KiB to 256 MiB and 1 to 16 passes.
  /// `hashing` must outlive it.
  Passwords(PasswordCost cost, Hashing& hashing);

  /// Of the password in Normalization Form C, so that it is the same from every keyboard. A
  /// self-describing hash ("$argon2id$..."), at most 128 characters. Throws base::Error
  /// (invalid_argument) for more than kLongest bytes.
  std::string hash(std::string_view password, const Asker& asker = {}) const;

  /// Whether the password is the one that was hashed: in Normalization Form C, or as it was typed,
  /// which is what another program may have hashed. A stored hash of an unknown form, or one that
  /// asks for more than 256 MiB or 16 passes, never matches, nor does a password of more than
  /// kLongest bytes; checking it takes as long as for one that does.
  bool matches(std::string_view password, const std::string& stored, const Asker& asker = {}) const;

  /// Takes as long as matches(), for names that nobody has, so that the time does not tell.
  void match_nothing(std::string_view password, const Asker& asker = {}) const;

 private:
  PasswordCost cost_;
  Hashing& hashing_;
};

}  // namespace crypto
