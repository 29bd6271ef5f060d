#include "model/oauth.h"

#include <algorithm>

#include "model/account.h"

namespace model {

bool Client::may_use(std::string_view grant) const {
  return std::ranges::find(grants, grant) != grants.end();
}

bool Client::admits(const Account& account) const {
  return !require_verified || has_verified_address(account);
}

}  // namespace model
