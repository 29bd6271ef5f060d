#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "accounts/context.h"
#include "model/account.h"

namespace accounts {

/// What an operator does with accounts from the command line.
class Administration {
 public:
  explicit Administration(Context context);

  /// The account of this id or username; nothing when there is none.
  std::optional<model::Account> find(std::string_view id_or_name);

  /// At most `limit` accounts that were made after the one of this id (nil: from the first on),
  /// oldest first. Those whose registration has expired are among them until they are purged.
  std::vector<model::Account> list(const base::Id& after, int limit);

  /// Refuses: not_found (there is no such account any more).
  void set_tier(const base::Id& account, int tier);

 private:
  Context context_;
};

}  // namespace accounts
