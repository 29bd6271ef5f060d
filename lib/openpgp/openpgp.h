#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/waiting.h"
#include "confined/task.h"

/// Reads OpenPGP public keys (RFC 4880) and encrypts mails to them. It is the only user of librnp,
/// which it loads on first use: linked in, it would slow down the start of every CGI process. Where
/// the library is not installed, everything here refuses with `unavailable`.
///
/// A key comes from a stranger, who thereby chooses how much there is to compute. So its packets
/// are checked against bounds first (bounds.h), and the rest is done in a confined process.
namespace openpgp {

/// A key that mails can be encrypted to.
struct PublicKey {
  std::string fingerprint;  ///< of the primary key: 40 upper-case hex digits
  std::string email;        ///< from the primary user id, else the first that has one; or ""
  std::vector<std::string> user_ids;     ///< UTF-8, the primary one first
  std::optional<base::Time> expires_at;  ///< mails can be encrypted to it until then
  std::chrono::milliseconds cost{0};     ///< the processor time that reading it took
};

inline constexpr std::size_t kLongestKey = 32768;  ///< bytes; a key must be shorter

/// The most processor time that encrypting one mail may take. Usual keys need a few milliseconds,
/// the largest ones (RSA with 8192 bits, several user ids) a few dozen.
inline constexpr std::chrono::milliseconds kMostMailCost{150};

/// An armoured key that is within the bounds, so that it may be computed with.
class Certificate {
 public:
  /// Checks the bounds without computing with the key. Refuses (invalid_argument, each under a rule
  /// "pgp_key.*"): an armour that is too long or damaged; a text without exactly one armoured
  /// public key, around which other text may stand; secret keys; a key without user ids; and what
  /// check_bounds() refuses.
  explicit Certificate(std::string_view text);

  /// The armour, to be kept and shown to others: as it was given, unless other text stood around.
  const std::string& armored() const { return armored_; }

  /// Reads the key, in at most 0.4 seconds of processor time and five seconds of real time. Refuses
  /// likewise a key that cannot be encrypted to (expired or revoked, with the day since when it is;
  /// for signatures only; bound together by SHA-1 alone; too weak), and one for which reading or
  /// encrypting takes too long. Throws base::Error (unavailable, retry soon) when the machine is
  /// too busy.
  PublicKey read(base::Waiting& waiting = base::in_place()) const;

  /// Begins to encrypt a text to the key, in at most one second of processor time and ten seconds
  /// of real time. The result has one field, an armoured message; the task throws base::Error
  /// (invalid_argument) when the key cannot be encrypted to any more. Throws `unavailable` as
  /// confined::Task does.
  confined::Task encrypt(std::string text) const;

 private:
  std::string armored_;
  std::string bytes_;
};

}  // namespace openpgp
