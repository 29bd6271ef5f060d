#pragma once

#include <string>

#include "base/error.h"

namespace openpgp {

/// The rule for anything that is not a key at all, or a damaged one.
inline constexpr auto kMalformed = "pgp_key.malformed";

/// Refuses a key (invalid_argument) under a rule of docs/refusals.md; `limit` is the number that
/// the rule holds keys to, if there is one.
[[noreturn]] inline void refuse(const char* rule, std::string limit = {}) {
  throw base::Error(base::ErrorCode::invalid_argument).under(rule).naming(std::move(limit));
}
[[noreturn]] inline void refuse(const char* rule, std::size_t limit) {
  refuse(rule, std::to_string(limit));
}

}  // namespace openpgp
