#pragma once

#include <string>
#include <string_view>

#include "crypto/argon2.h"
#include "crypto/hash_slots.h"

namespace crypto {

/// Whom a hash is for. Where many wait for one, whoever asks often waits behind those who ask once.
struct Asker {
  std::string network = {};  ///< of the client
  std::string account = {};  ///< a name that stands for it, whether anybody has it or not
};

/// Where Argon2 is computed. Both throw base::Error (unavailable, with a retry time) when there is
/// no turn to be had in time.
class Hashing {
 public:
  virtual ~Hashing() = default;

  /// As argon2::hash() and argon2::verify().
  virtual std::string hash(std::string_view password, const PasswordCost& cost,
                           const Asker& asker) = 0;
  virtual bool verify(std::string_view password, const std::string& stored, const Asker& asker) = 0;
};

/// In this process, by whoever asks: for CGI and commands, and the tests. Whoever asks holds a slot
/// meanwhile.
class HashingInPlace : public Hashing {
 public:
  /// `slots` must outlive it.
  explicit HashingInPlace(HashSlots& slots) : slots_(slots) {}

  std::string hash(std::string_view password, const PasswordCost& cost,
                   const Asker& asker) override;
  bool verify(std::string_view password, const std::string& stored, const Asker& asker) override;

 private:
  HashSlots& slots_;
};

}  // namespace crypto
