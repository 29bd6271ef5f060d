#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "openpgp/usability.h"

/// The operations that librnp performs. They compute with what strangers sent, so call them only in
/// confined processes (confined/task.h).
namespace openpgp {

struct Known {
  std::string fingerprint;
  std::vector<std::string> user_ids;     ///< those that the key has signed, the primary one first
  std::optional<base::Time> expires_at;  ///< mails can be encrypted to it until then
};

/// Reads a certificate that is within the bounds (bounds.h). All throw base::Error
/// (invalid_argument) for one that the library does not accept, and (unavailable) where there is no
/// librnp.
Known known_of(std::string_view certificate);

/// Why the key cannot be encrypted to, if that is to be seen without a trial.
std::optional<Obstacle> obstacle_in(std::string_view certificate);

/// An armoured message; nothing when the key cannot be encrypted to.
std::optional<std::string> encrypted_to(std::string_view certificate, std::string_view text);

}  // namespace openpgp
