#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "accounts/forward.h"
#include "accounts/grant_end.h"
#include "accounts/proof/proof.h"
#include "base/id.h"
#include "grants/aliases.h"
#include "model/oauth.h"

namespace grants {

/// The grants that an account's owner has given and may revoke.
class Grants {
 public:
  explicit Grants(accounts::Context& context, Aliases aliases = {});

  struct Listed {
    model::Grant grant;
    std::string client_name;  ///< empty: a personal token
  };
  /// Newest first.
  std::vector<Listed> list(const base::Id& account);

  /// Ends a grant with all its tokens, and notifies services that asked for it. Refuses: not_found
  /// (also for somebody else's).
  void revoke(const base::Id& grant, const base::Id& account, const accounts::Origin& origin);

  /// Makes a personal token. `lifetime` is at most ten years. Refuses, about the field:
  /// invalid_argument (no scope, an unknown one, a comment over 128 bytes); unauthorized (the proof
  /// does not hold any more).
  std::string make_personal_token(const accounts::Proof& by, const std::string& scopes,
                                  const std::string& comment, std::chrono::seconds lifetime,
                                  const accounts::Origin& origin);

 private:
  const accounts::Context& context_;
  Aliases aliases_;
};

using accounts::end_grant;  // everything that ends grants uses it

}  // namespace grants
