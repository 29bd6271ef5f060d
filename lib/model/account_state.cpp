#include "model/account_state.h"

#include "base/error.h"

namespace model {

std::string_view name_of(AccountState state) {
  switch (state) {
    case AccountState::pending:
      return "pending";
    case AccountState::active:
      return "active";
    case AccountState::blocked:
      return "blocked";
    case AccountState::deleted:
      return "deleted";
  }
  return "unknown";
}

AccountState account_state_named(std::string_view name) {
  for (const auto state : {AccountState::pending, AccountState::active, AccountState::blocked,
                           AccountState::deleted}) {
    if (name == name_of(state)) return state;
  }
  throw base::Error(base::ErrorCode::internal, {}, {"unknown account state"});
}

}  // namespace model
