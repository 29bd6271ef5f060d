#include "model/password.h"

#include "base/text.h"

namespace model {

std::string_view fault_of(std::string_view password, PasswordPolicy policy) {
  const bool endless = password.size() > kLongestPassword;
  switch (policy) {
    case PasswordPolicy::token_api:
      return endless ? "A password has at most 1024 bytes." : "";
    case PasswordPolicy::account_api:
      return endless || password.empty() ? "A password has 1 to 1024 bytes." : "";
    default:
      break;
  }
  const bool is_long_enough = base::count_characters(password) >= kShortestPassword;
  return endless || !is_long_enough ? "A password has 8 characters or more, and at most 1024 bytes."
                                    : "";
}

bool can_be_password(std::string_view password) {
  return fault_of(password, PasswordPolicy::account_api).empty();
}

}  // namespace model
