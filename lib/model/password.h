#pragma once

#include <cstddef>
#include <string_view>

namespace model {

/// What a password must be, so that it may be set: the first one is ours, and holds at every door
/// (the pages, the portal API, the command line) but at those whose documents say otherwise.
enum class PasswordPolicy {
  standard,     ///< 8 characters at least
  account_api,  ///< 1 byte at least
  token_api,    ///< any; with an empty one nobody can sign in
};

/// In bytes, of any policy: what is longer can be nobody's password.
inline constexpr std::size_t kLongestPassword = 1024;
/// In characters, of ours.
inline constexpr std::size_t kShortestPassword = 8;

/// Why the password may not be set, in a sentence; empty when it may. Passwords that were set by
/// another policy stay good.
std::string_view fault_of(std::string_view password, PasswordPolicy policy);

/// Whether it can be somebody's password, by whatever policy it was set: 1 to 1024 bytes.
bool can_be_password(std::string_view password);

}  // namespace model
