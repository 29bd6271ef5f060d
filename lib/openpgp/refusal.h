#pragma once

#include <string>

#include "base/error.h"

namespace openpgp {

/// The rule for anything that is not a key at all, or a damaged one.
inline constexpr auto kMalformed = "pgp_key.malformed";

// Why a whole key cannot be encrypted to.
inline constexpr auto kExpired = "pgp_key.expired";
inline constexpr auto kRevoked = "pgp_key.revoked";
inline constexpr auto kForSignatures = "pgp_key.for_signatures";
inline constexpr auto kSha1 =
    "pgp_key.weak_signatures";  ///< all that binds its parts is signed by SHA-1
inline constexpr auto kUseless = "pgp_key.useless";

/// Refuses a key (invalid_argument) under a rule of docs/refusals.md. `value` is what the rule
/// names, if it names something: the number that it holds keys to, or a day; `key` the fingerprint
/// of the key, where its owner is told what to do with it.
[[noreturn]] inline void refuse(const char* rule, std::string value = {}, std::string key = {}) {
  throw base::Error(base::ErrorCode::invalid_argument)
      .under(rule)
      .naming(std::move(value))
      .about(std::move(key));
}
[[noreturn]] inline void refuse(const char* rule, std::size_t limit, std::string key = {}) {
  refuse(rule, std::to_string(limit), std::move(key));
}

}  // namespace openpgp
