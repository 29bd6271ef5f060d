#include "oauth/redirect_uri.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "model/oauth.h"

namespace oauth {
namespace {

constexpr std::string_view kOutOfBand = "urn:ietf:wg:oauth:2.0:oob";
constexpr std::array<std::string_view, 2> kLoopback{"http://127.0.0.1", "http://[::1]"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// RFC 3986 sections 2.2 and 2.3, and '%'; without '#'.
bool is_uri_character(char c) {
  return is_letter(c) || is_digit(c) ||
         std::string_view("-._~:/?[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
}

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), is_digit)) {
    return false;
  }
  const int port = std::stoi(std::string(text));
  return port > 0 && port <= 65535;
}

bool is_host(std::string_view text) {
  if (text.starts_with('[')) {
    return text.size() > 3 && text.ends_with(']') &&
           text.substr(1, text.size() - 2).find_first_not_of("0123456789abcdef:.") == text.npos;
  }
  return !text.empty() && text.front() != '.' && text.front() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; });
}

// "host" or "host:port", and never a user.
bool is_authority(std::string_view text) {
  const auto end_of_v6 = text.starts_with('[') ? text.find(']') : 0;
  if (end_of_v6 == text.npos) return false;
  const auto colon = text.find(':', end_of_v6);
  if (colon == text.npos) return is_host(text);
  return is_host(text.substr(0, colon)) && is_port(text.substr(colon + 1));
}

std::string_view path_of(std::string_view behind_authority) {
  return behind_authority.substr(0, behind_authority.find('?'));
}

// No segment that a browser or a server takes away, in any spelling; nothing that, decoded, would
// be a border or a control character.
bool is_plain_path(std::string_view path) {
  const auto decoded = base::percent_decoded(path);
  if (!decoded) return false;
  for (std::size_t start = 0; start <= decoded->size();) {
    const auto end = std::min(decoded->find('/', start), decoded->size());
    const auto segment = std::string_view(*decoded).substr(start, end - start);
    if (segment == "." || segment == "..") return false;
    start = end + 1;
  }
  const auto slashes = [](std::string_view text) {
    return std::count(text.begin(), text.end(), '/');
  };
  return slashes(*decoded) == slashes(path) && decoded->find('\\') == decoded->npos &&
         !base::has_control(*decoded);
}

// Behind "http://" or "https://".
bool is_web_address(std::string_view rest) {
  const auto end = std::min(rest.find_first_of("/?"), rest.size());
  return is_authority(rest.substr(0, end)) && is_plain_path(path_of(rest.substr(end)));
}

// RFC 8252 section 7.1: a domain of the client's own, the other way round.
bool is_private_scheme(std::string_view scheme) {
  return scheme.find('.') != scheme.npos && is_letter(scheme.front()) &&
         std::all_of(scheme.begin(), scheme.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '-' || c == '+';
         });
}

/// A loopback address in two parts: what must be equal on either side of the port.
struct Loopback {
  std::string_view host;
  std::string_view rest;
  bool operator==(const Loopback&) const = default;
};

std::optional<Loopback> loopback(std::string_view uri) {
  for (const auto host : kLoopback) {
    if (!uri.starts_with(host)) continue;
    auto rest = uri.substr(host.size());
    if (rest.starts_with(':')) {
      const auto end = std::min(rest.find_first_of("/?", 1), rest.size());
      if (!is_port(rest.substr(1, end - 1))) return std::nullopt;
      rest.remove_prefix(end);
    }
    if (rest.empty() || rest.front() == '/' || rest.front() == '?') return Loopback{host, rest};
  }
  return std::nullopt;
}

bool is_below(std::string_view uri, std::string_view registered) {
  if (uri.size() <= registered.size() || !uri.starts_with(registered)) return false;
  if (registered == kOutOfBand || registered.find('?') != registered.npos) return false;
  const auto rest = uri.substr(registered.size());
  return (registered.ends_with('/') ? rest.front() != '/' : rest.front() == '/') &&
         rest.find('?') == rest.npos && rest.find("//") == rest.npos;
}

}  // namespace

bool may_be_registered(std::string_view uri) {
  if (uri == kOutOfBand) return true;
  if (uri.size() > model::kLongestRedirectUri) return false;
  if (!std::all_of(uri.begin(), uri.end(), is_uri_character)) return false;
  if (!base::percent_decoded(uri)) return false;
  const auto colon = uri.find(':');
  if (colon == uri.npos || colon == 0 || colon + 1 == uri.size()) return false;
  const auto scheme = uri.substr(0, colon);
  const auto rest = uri.substr(colon + 1);
  if (scheme == "http") return loopback(uri) && is_web_address(rest.substr(2));
  if (scheme == "https") return rest.starts_with("//") && is_web_address(rest.substr(2));
  if (!is_private_scheme(scheme)) return false;
  return rest.starts_with("//") ? is_web_address(rest.substr(2)) : is_plain_path(path_of(rest));
}

bool is_registered(std::string_view uri, const std::vector<std::string>& registered) {
  const auto local = loopback(uri);
  return std::any_of(registered.begin(), registered.end(), [&](const std::string& known) {
    return uri == known || (local && local == loopback(known));
  });
}

bool is_below_registered(std::string_view uri, const std::vector<std::string>& registered) {
  const bool sound = may_be_registered(uri);
  return std::any_of(registered.begin(), registered.end(), [&](const std::string& known) {
    return uri == known || (sound && is_below(uri, known));
  });
}

std::string with_parameters(std::string_view uri,
                            const std::vector<std::pair<std::string, std::string>>& parameters) {
  std::string result(uri);
  char separator = uri.find('?') == uri.npos ? '?' : '&';
  if (uri.ends_with('?') || uri.ends_with('&')) separator = '\0';
  for (const auto& [name, value] : parameters) {
    if (separator != '\0') result += separator;
    result += name + "=" + base::percent_encoded(value);
    separator = '&';
  }
  return result;
}

}  // namespace oauth
