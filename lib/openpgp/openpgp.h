#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "confined/task.h"

/// OpenPGP public keys (RFC 4880): what one says, and mails encrypted to it. It is the only user of
/// librnp, which it loads when it is first needed: linked in, its start would cost every CGI
/// process 6 ms (2026-11-22). Where the library is not installed everything here refuses with
/// `unavailable`.
///
/// A key comes from a stranger, and they choose how much there is to compute with it. So its
/// packets are held to bounds first (bounds.h), and what remains is done in a confined process.
namespace openpgp {

/// A key that mails can be encrypted to.
struct PublicKey {
  std::string fingerprint;  ///< of the primary key: 40 upper-case hex digits
  std::string email;        ///< of the primary user id, else the first that has one; or ""
  std::vector<std::string> user_ids;  ///< UTF-8, the primary one first
  std::optional<base::Time> expires_at;
  std::chrono::milliseconds cost{0};  ///< processor time that reading it took
};

inline constexpr std::size_t kLongestKey = 32768;  ///< bytes; a key must be shorter

/// What one mail may cost, in processor time. A key of RSA with 4096 bits costs 3 ms, one of 8192
/// with a subkey and three user ids 23 ms; two or three user ids more are as many milliseconds
/// (2026-11-30).
inline constexpr std::chrono::milliseconds kMostMailCost{150};

/// An armoured key that is within the bounds of what may be computed with.
class Certificate {
 public:
  /// Computes nothing. Refuses (invalid_argument, each under a rule "pgp_key.*"):
  /// what is too long; what is no armoured key, is several, or holds anything but what a public key
  /// is made of; secret keys; one without user ids; and what check_bounds() refuses.
  explicit Certificate(std::string_view armored);

  /// What it says, in at most 0.4 seconds of processor time and five by the clock. Refuses likewise
  /// a key that cannot be encrypted to (expired, revoked, for signatures only, too weak), and one
  /// for which that or a mail takes too long. Throws base::Error (unavailable, retry soon) when the
  /// machine is too busy.
  PublicKey read() const;

  /// Begins to encrypt a text to it, in at most a second of processor time and ten by the clock.
  /// The result has one field, an armoured message; or the task throws base::Error
  /// (invalid_argument) when the key cannot be encrypted to any more. Throws `unavailable` as
  /// confined::Task does.
  confined::Task encrypt(std::string text) const;

 private:
  std::string bytes_;
};

}  // namespace openpgp
