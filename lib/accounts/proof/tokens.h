#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/forward.h"
#include "base/clock.h"
#include "base/id.h"
#include "cache/memory.h"
#include "model/token.h"

namespace accounts {

/// The bearer tokens that an account has.
class Tokens {
 public:
  explicit Tokens(Context& context);

  /// The token behind a text. Refuses: unauthorized (not ours, unknown, revoked, expired, or of an
  /// account that is not active). A forged text is refused before the database is asked, and a
  /// token that was authenticated a moment ago is remembered.
  model::Token authenticate(std::string_view text);

  struct Listed {
    std::string text;  ///< whole, as sign-in gave it
    base::Time expires_at;
  };
  /// Those that live, oldest first.
  std::vector<Listed> list(const base::Id& account);

  /// Refuses: not_found (unknown, expired, or somebody else's).
  void revoke(std::string_view text, const base::Id& account, const Origin& origin);

 private:
  std::optional<cache::Fact<model::Token>> find(std::string_view text);

  const Context& context_;
  cache::Memory<model::Token> known_;
};

}  // namespace accounts
