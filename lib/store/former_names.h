#pragma once

#include <optional>
#include <string>

#include "store/forward.h"

namespace store {

/// The table `former_names`: usernames whose accounts are gone.
class FormerNames {
 public:
  explicit FormerNames(Session& session) : session_(session) {}

  /// Keeps a name for an owner, in place of one that it was kept for before.
  void keep(const std::string& username_key, const std::string& owner);

  /// For whom a name is kept; nothing: for nobody, anybody may have it.
  std::optional<std::string> owner_of(const std::string& username_key);

 private:
  Session& session_;
};

}  // namespace store
