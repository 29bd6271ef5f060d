#pragma once

#include "accounts/forward.h"

namespace accounts {

/// Tells people by mail, two weeks before, that an OpenPGP key of theirs will expire: once for each
/// key, with one mail for all that are found at the same time. From that day on nobody can encrypt
/// to it, and our mails come in plain.
class KeyExpiry {
 public:
  explicit KeyExpiry(Context& context) : context_(context) {}

  /// Tells of some keys; returns whether there may be more to tell of. Any number of processes may
  /// do so at once.
  bool tell();

 private:
  const Context& context_;
};

}  // namespace accounts
