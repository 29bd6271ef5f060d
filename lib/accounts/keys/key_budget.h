#pragma once

#include <string_view>

#include "accounts/abuse_gate.h"
#include "accounts/forward.h"
#include "base/id.h"

namespace accounts {

/// The part of the abuse gate that stands before reading OpenPGP keys: an account and a network may
/// have as many computed with in vain as may fail elsewhere, in the same window. What failed at one
/// door counts at no other.
class KeyBudget {
 public:
  KeyBudget(Context& context, AbuseGate::Budgets budgets);

  /// Refuses (too_many_requests) who is over it.
  void admit(const base::Id& account, std::string_view address);

  /// Counts a key that was computed with in vain, or that cost much.
  void count(const base::Id& account, std::string_view address);

 private:
  const Context& context_;
  AbuseGate::Budgets budgets_;
};

}  // namespace accounts
