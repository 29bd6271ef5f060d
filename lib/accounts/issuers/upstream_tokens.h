#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/issuers/upstream_keys.h"
#include "base/clock.h"
#include "cache/memory.h"
#include "crypto/algorithm.h"
#include "crypto/jwt.h"
#include "crypto/seal.h"

namespace accounts {

/// For whom the identity provider vouches, and until when.
struct UpstreamClaims {
  std::string issuer;   ///< empty when the token names none
  std::string subject;  ///< never empty
  std::optional<base::Time> expires_at;

  /// The address that the issuer answers for, which is a good one; empty: it answers for none.
  /// Nothing when it does not speak of any. See upstream_address.h.
  std::optional<std::string> email = {};
  base::Time said_at = {};  ///< "iat", by which what it says is put in order; 1970 without
};

/// The identity provider's JWTs: checked by RFC 8725, and sealed for a cookie.
class UpstreamTokens {
 public:
  struct Settings {
    std::vector<crypto::Algorithm> algorithms;
    std::string issuer;    ///< exact; empty: any
    std::string audience;  ///< must be among the token's; empty: any
    std::chrono::seconds clock_skew{30};
  };

  /// `keys` and `seal` must outlive it.
  UpstreamTokens(UpstreamKeys& keys, cache::Terms terms, const crypto::Seal& seal,
                 Settings settings);

  /// Its claims. Asks the provider for newer keys when the token names one that is not known.
  /// Refuses: unauthorized (not the provider's, changed, out of its time, for somebody else, no
  /// subject). Without a provider it refuses all, and the log says what to do.
  UpstreamClaims verify(std::string_view token);

  /// For how long a cookie with a token is to live that expires then: a second at least, since the
  /// token may be in the time of the skew, and 400 days at most (RFC 6265bis section 5.5).
  std::chrono::seconds remaining(base::Time expires_at) const;

  /// The token as the text of a cookie: nobody but us can read or change it.
  std::string seal(std::string_view token) const { return seal_.seal(token, ""); }

  /// The token again; nothing for what we have not sealed.
  std::optional<std::string> open(std::string_view sealed) const { return seal_.open(sealed, ""); }

 private:
  UpstreamClaims claims_of(std::string_view token);
  crypto::JwsVerdict check(std::string_view token);
  crypto::JwsVerdict check_with(const crypto::KeySet& keys, std::string_view token) const;

  UpstreamKeys& keys_;
  const base::Clock& clock_;
  const crypto::Seal& seal_;
  Settings settings_;
  cache::Memory<UpstreamClaims> known_;
  bool told_ = false;  // the log, that there is no provider
};

}  // namespace accounts
