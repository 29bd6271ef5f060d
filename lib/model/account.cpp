#include "model/account.h"

#include "base/dotted.h"
#include "base/mail_address.h"
#include "model/reserved_names.h"

namespace model {
namespace {

constexpr base::Characters kEdge("abcdefghijklmnopqrstuvwxyz0123456789");
constexpr base::Characters kInside("abcdefghijklmnopqrstuvwxyz0123456789_-");

bool is_username(std::string_view name) {
  return name.size() <= kLongestUsername && base::is_dotted(name, kInside) &&
         kEdge.has(name.front()) && kEdge.has(name.back());
}

}  // namespace

std::optional<std::string> username_key(std::string_view username) {
  auto key = base::ascii_lower(username);
  if (!is_username(key) || is_reserved_name(key)) return std::nullopt;
  return key;
}

std::optional<std::string> email_key(std::string_view email) {
  return base::is_mail_address(email) ? std::optional(base::ascii_lower(email)) : std::nullopt;
}

bool has_verified_address(const Account& account) {
  return has_verified_address(account.email, account.email_verified_at);
}

bool has_verified_address(const std::optional<std::string>& email,
                          const std::optional<base::Time>& verified_at) {
  return email && verified_at;
}

}  // namespace model
