#pragma once

#include <string_view>

namespace model {

enum class AccountState {
  pending,  ///< e-mail not verified yet; dropped at expires_at
  active,
  blocked,  ///< by an operator
  deleted,  ///< a tombstone: nobody, but the name stays taken for ever
};

std::string_view name_of(AccountState state);
/// Throws base::Error (internal) for any other text, which can only come from the database.
AccountState account_state_named(std::string_view name);

}  // namespace model
