#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

/// OpenPGP public keys (RFC 4880): what one says, and mails encrypted to it. It is the only user of
/// librnp, which it loads when it is first needed: linked in, its start would cost every CGI
/// process 6 ms (2026-11-22). Where the library is not installed everything here refuses with
/// `unavailable`.
namespace openpgp {

/// A key that mails can be encrypted to.
struct PublicKey {
  std::string fingerprint;  ///< of the primary key: 40 upper-case hex digits
  std::string email;        ///< of the primary user id, else the first that has one; or ""
  std::vector<std::string> user_ids;  ///< UTF-8, the primary one first
  std::optional<base::Time> expires_at;
};

inline constexpr std::size_t kLongestKey = 32768;  ///< bytes; a key must be shorter

/// Reads an armoured key. Refuses (invalid_argument, about "pgp-key", in the words of the meta
/// API): one that is too long; what is no key, is several, or holds anything but what a public key
/// is made of; one without user ids; one that cannot be encrypted to (expired, revoked, for
/// signatures only, too weak), and secret keys.
PublicKey read_key(std::string_view armored);

/// An armoured message for this key. Throws base::Error (invalid_argument) when the key cannot be
/// encrypted to any more.
std::string encrypt(std::string_view armored_key, std::string_view text);

}  // namespace openpgp
