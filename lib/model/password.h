#pragma once

#include <cstddef>
#include <string_view>

namespace model {

/// The rules for setting a password. The first one is ours and applies everywhere (the pages, the
/// portal API, the command line) except to the APIs whose documents say otherwise.
enum class PasswordPolicy {
  standard,     ///< 8 characters at least
  account_api,  ///< 1 byte at least
  token_api,    ///< any; with an empty one nobody can sign in
};

/// In bytes, for every policy: nothing longer can be a password.
inline constexpr std::size_t kLongestPassword = 1024;
/// In characters, for our own policy.
inline constexpr std::size_t kShortestPassword = 8;

/// A sentence about why the password may not be set; empty when it may. Passwords that were set
/// under another policy remain valid.
std::string_view fault_of(std::string_view password, PasswordPolicy policy);

/// Whether it can be somebody's password under any policy: 1 to 1024 bytes.
bool can_be_password(std::string_view password);

}  // namespace model
