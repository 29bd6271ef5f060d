#pragma once

#include <rnp/rnp.h>

#include <optional>

#include "base/clock.h"

/// Whether, why not, and until when mails can be encrypted to a key that librnp has read. For
/// ring.cpp only, and so for confined processes alone.
namespace openpgp {

/// Why a key cannot be encrypted to: kRevoked, kExpired, kForSignatures, kSha1, or else kUseless.
struct Obstacle {
  const char* rule;
  std::optional<base::Time> since = {};
};

/// The obstacle of a primary key and its subkeys, if there is one.
std::optional<Obstacle> obstacle_of(rnp_key_handle_t primary);

/// Until when the last of its keys that can be encrypted to is valid; nothing when that is for
/// ever, or when there is none.
std::optional<base::Time> usable_until(rnp_key_handle_t primary);

}  // namespace openpgp
