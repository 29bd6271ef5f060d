#pragma once

#include "accounts/context.h"

namespace accounts {

/// Ends accounts.
class Closure {
 public:
  explicit Closure(Context context);

  /// Removes the account with its tokens and all else that it owns; its address is free at
  /// once, its name is its owner's alone (former_name.h). Refuses: unauthorized (it is gone
  /// already).
  void close(const base::Id& account, const Origin& origin);

 private:
  Context context_;
};

}  // namespace accounts
