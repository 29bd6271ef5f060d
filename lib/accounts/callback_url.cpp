#include "accounts/callback_url.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/addresses.h"
#include "base/text.h"
#include "model/webhook.h"

namespace accounts {
namespace {

constexpr int kHttp = 80;
constexpr int kHttps = 443;
constexpr int kFirstOfUsers = 1024;
constexpr int kLastPort = 65'535;

constexpr std::string_view kNoUrl = "url should be an http or https URL with a host";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
}

bool is_url_character(char c) {
  return c > ' ' && c < '\x7f' && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
}

/// In lower case, without brackets.
struct Authority {
  std::string host;
  std::optional<std::string> port;
};

bool is_host(std::string_view text, bool bracketed) {
  if (text.empty() || text.front() == '.') return false;
  if (bracketed) return text.find_first_not_of("0123456789abcdef:.") == text.npos;
  return std::all_of(text.begin(), text.end(), is_name_character);
}

// Nothing when its host is neither a name nor an address.
std::optional<Authority> authority_in(std::string_view text) {
  const auto lower = base::ascii_lower(text);
  const bool bracketed = lower.starts_with('[');
  const auto end = lower.find(bracketed ? ']' : ':');
  if (bracketed && end == lower.npos) return std::nullopt;
  Authority authority{bracketed ? lower.substr(1, end - 1) : lower.substr(0, end), std::nullopt};
  if (!is_host(authority.host, bracketed)) return std::nullopt;
  const auto rest = lower.substr(std::min(bracketed ? end + 1 : end, lower.size()));
  if (rest.empty()) return authority;
  if (rest.front() != ':') return std::nullopt;
  authority.port = rest.substr(1);
  return authority;
}

bool is_web_port(const std::string& text) {
  if (text.empty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), is_digit)) {
    return false;
  }
  const int port = std::stoi(text);
  return port == kHttp || port == kHttps || (port >= kFirstOfUsers && port <= kLastPort);
}

bool is_private(std::string host) {
  if (host.ends_with('.')) host.pop_back();
  return host == "localhost" || host.ends_with(".localhost") ||
         !base::is_public_literal(host).value_or(true);
}

}  // namespace

std::string_view callback_url_fault(std::string_view url, bool allow_private) {
  if (url.size() > model::kLongestWebhookUrl) return "url should have at most 2048 characters";
  const auto lower = base::ascii_lower(url.substr(0, 8));
  const std::size_t scheme = lower.starts_with("https://")  ? 8
                             : lower.starts_with("http://") ? 7
                                                            : 0;
  if (scheme == 0 || !std::all_of(url.begin(), url.end(), is_url_character)) return kNoUrl;
  const auto rest = url.substr(scheme);
  const auto text = rest.substr(0, rest.find_first_of("/?#"));
  if (text.find('@') != text.npos) return "url should have no user name";
  const auto authority = authority_in(text);
  if (!authority) return kNoUrl;
  if (authority->port && !is_web_port(*authority->port)) {
    return "url should have port 80, 443, or one above 1023";
  }
  if (!allow_private && is_private(authority->host)) return "url should have a public address";
  return {};
}

}  // namespace accounts
