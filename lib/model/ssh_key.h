#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// A public key with which an account's owner signs in and signs requests.
struct SshKey {
  long long id = 0;  ///< assigned by the database
  base::Id account;
  std::string key;          ///< exactly as it was given
  std::string digest;       ///< SHA-256 of the key's blob, 64 hex digits; unique
  std::string fingerprint;  ///< MD5 of the blob, 16 pairs of hex digits between colons
  std::optional<std::string> comment;
  base::Time authorized_at;
  std::optional<base::Time> last_used;
  std::optional<base::Time> stopped_at =
      {};  ///< it opens nothing since; its owner may vouch for it
};

/// As ssh-keygen prints it: "SHA256:" and the digest in base64 without padding.
std::string sha256_fingerprint(const SshKey& key);

/// Both fingerprints, as people are shown them: "SHA256:... (MD5:34:06:...)".
std::string fingerprints(const SshKey& key);

inline constexpr std::size_t kLongestSshKey = 4096;  ///< characters
inline constexpr std::size_t kLongestSshComment = 256;

}  // namespace model
