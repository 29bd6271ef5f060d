#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "accounts/context.h"
#include "accounts/grant_end.h"
#include "accounts/proof/proof.h"
#include "grants/aliases.h"
#include "model/oauth.h"

namespace grants {

/// What the owner of an account has allowed, and may take back.
class Grants {
 public:
  explicit Grants(accounts::Context context, Aliases aliases = {});

  struct Listed {
    model::Grant grant;
    std::string client_name;  ///< empty: a personal token
  };
  /// Newest first.
  std::vector<Listed> list(const base::Id& account);

  /// Ends it with all its tokens, and tells whoever wants to know. Refuses: not_found (somebody
  /// else's, too).
  void revoke(const base::Id& grant, const base::Id& account, const accounts::Origin& origin);

  /// A token made by hand. `lifetime` is at most ten years. Refuses, about the field:
  /// invalid_argument (no scope, an unknown one, a comment over 128 bytes); unauthorized (the proof
  /// does not hold any more).
  std::string make_personal_token(const accounts::Proof& by, const std::string& scopes,
                                  const std::string& comment, std::chrono::seconds lifetime,
                                  const accounts::Origin& origin);

 private:
  accounts::Context context_;
  Aliases aliases_;
};

using accounts::end_grant;  // whatever ends grants does it so

}  // namespace grants
