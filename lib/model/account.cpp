#include "model/account.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "model/reserved_names.h"

namespace model {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_alphanumeric(char c) { return is_digit(c) || is_lower(c); }

// RFC 5322 section 3.2.3, in lower case.
bool is_atext(char c) {
  return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string::npos;
}

// Runs of characters that `allowed` lets through, with single dots between them.
template <typename Predicate>
bool is_dotted(std::string_view text, Predicate allowed) {
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !allowed(c)) return false;
    before = c;
  }
  return before != '.';
}

bool is_username(std::string_view name) {
  return !name.empty() && name.size() <= kLongestUsername && is_alphanumeric(name.front()) &&
         is_alphanumeric(name.back()) &&
         is_dotted(name, [](char c) { return is_alphanumeric(c) || c == '_' || c == '-'; });
}

// Legal, but read as something else by one mailer or another: an option, a route to another host
// (a%b@c, b!a@c), an encoded word (RFC 2047).
bool is_deceptive(std::string_view text) {
  return text.front() == '-' || text.find_first_of("%!") != text.npos ||
         text.find("=?") != text.npos;
}

bool is_local_part(std::string_view text) {
  return text.size() <= 64 && is_dotted(text, is_atext) && !is_deceptive(text);
}

bool is_host_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return is_alphanumeric(c) || c == '-'; });
}

// RFC 1123 section 2.1; a last label of digits alone would be an IPv4 address.
bool is_host_name(std::string_view host) {
  std::size_t dots = 0;
  for (;; ++dots) {
    const auto end = host.find('.');
    if (!is_host_label(host.substr(0, end))) return false;
    if (end == host.npos) break;
    host.remove_prefix(end + 1);
  }
  return dots > 0 && !std::all_of(host.begin(), host.end(), is_digit);
}

}  // namespace

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

std::optional<std::string> username_key(std::string_view username) {
  auto key = base::ascii_lower(username);
  if (!is_username(key) || is_reserved_name(key)) return std::nullopt;
  return key;
}

std::optional<std::string> email_key(std::string_view email) {
  auto key = base::ascii_lower(email);
  const auto at = key.find('@');
  if (at == key.npos || key.size() > kLongestEmail) return std::nullopt;
  const std::string_view text = key;
  if (!is_local_part(text.substr(0, at)) || !is_host_name(text.substr(at + 1))) return std::nullopt;
  return key;
}

bool has_verified_address(const Account& account) {
  return has_verified_address(account.email, account.email_verified_at);
}

bool has_verified_address(const std::optional<std::string>& email,
                          const std::optional<base::Time>& verified_at) {
  return email && verified_at;
}

}  // namespace model
