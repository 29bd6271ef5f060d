#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// An OpenPGP public key of an account, to which mails can be encrypted.
struct PgpKey {
  long long id = 0;  ///< assigned by the database
  base::Id account;
  std::string key;          ///< armoured, as it was given
  std::string fingerprint;  ///< of the primary key: 40 upper-case hex digits
  std::string email;        ///< from the primary user id, else the first that has one; or ""
  base::Time authorized_at;
  std::optional<base::Time> expires_at = {};  ///< mails can be encrypted to it until then
};

/// Whether mails cannot be encrypted to it any more.
bool has_expired(const PgpKey& key, base::Time now);

/// Converts a fingerprint as people copy it ("abcd 1234 ...") to the form of PgpKey::fingerprint.
std::string canonical_fingerprint(std::string_view fingerprint);

}  // namespace model
