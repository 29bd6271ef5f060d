#pragma once

#include "accounts/context.h"

namespace model {
struct Account;
}

namespace accounts {

/// Removes an account with all that it owns, in a transaction; its name is kept (former_name.h),
/// and the audit log says who did it. False: somebody else has removed it.
bool remove_account(store::Session& session, const Context& context, const model::Account& account,
                    const Origin& origin);

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
