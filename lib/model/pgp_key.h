#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// An OpenPGP public key of an account, to which mails can be encrypted.
struct PgpKey {
  long long id = 0;  ///< of the database's making
  base::Id account;
  std::string key;          ///< armoured, as it was given
  std::string fingerprint;  ///< of the primary key: 40 upper-case hex digits
  std::string email;        ///< of the primary user id, else the first that has one; or ""
  base::Time authorized_at;
  std::optional<base::Time> expires_at = {};
};

/// A fingerprint as people copy it, "abcd 1234 ...", in the form of PgpKey::fingerprint, if it is
/// one.
std::string canonical_fingerprint(std::string_view fingerprint);

}  // namespace model
