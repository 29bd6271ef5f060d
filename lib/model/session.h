#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// A browser's sign-in. Its id is half of the cookie's text (crypto/opaque_token.h).
struct Session {
  base::Id id;
  base::Id account;
  base::Time created_at;  ///< when its owner proved who they are
  base::Time seen_at;     ///< last use, at most a minute behind
  base::Time expires_at;  ///< when it ends for good, however much it is used
  std::string client_address;
  std::string user_agent;  ///< as the browser calls itself; at most kLongestUserAgent bytes
  std::optional<long long> ssh_key = {};  ///< the key that opened it; nothing: a password did
};

inline constexpr std::size_t kLongestUserAgent = 256;

}  // namespace model
