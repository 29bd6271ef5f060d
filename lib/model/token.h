#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/id.h"

namespace model {

/// A bearer token of an account. Its id is half of its text (crypto/opaque_token.h); the other half
/// is computed and never stored.
struct Token {
  base::Id id;
  base::Id account;
  base::Time created_at;
  base::Time expires_at;
};

/// A secret that is mailed to somebody and can be brought back once.
struct Challenge {
  base::Id id;  ///< half of the text in the mail, as with a Token
  base::Id account;
  std::string purpose;  ///< "register"
  std::string
      address;  ///< the e-mail address that it proves: canonical, or for a new address as given
  base::Time expires_at;
  std::string target = {};  ///< the path of ours to go on to, when it is redeemed; empty: none
};

}  // namespace model
