#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

/// What librnp is asked for. It computes with what strangers sent, so these are for confined
/// processes (confined/task.h).
namespace openpgp {

struct Known {
  std::string fingerprint;
  std::vector<std::string> user_ids;  ///< those that their key has signed; the primary one first
  std::optional<base::Time> expires_at;
};

/// Of a certificate that is within the bounds (bounds.h). Both throw base::Error (invalid_argument)
/// for what the library does not take for one, and (unavailable) where there is no librnp.
Known known_of(std::string_view certificate);

/// An armoured message; nothing when the key cannot be encrypted to.
std::optional<std::string> encrypted_to(std::string_view certificate, std::string_view text);

}  // namespace openpgp
