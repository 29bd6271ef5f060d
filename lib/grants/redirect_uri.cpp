#include "grants/redirect_uri.h"

#include <algorithm>
#include <optional>

#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"
#include "model/oauth.h"

namespace grants {
namespace {

constexpr std::string_view kOutOfBand = "urn:ietf:wg:oauth:2.0:oob";

// The characters of RFC 3986 sections 2.2 and 2.3 and '%', without '#'.
constexpr base::Characters kUriCharacters(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$&'()*+,;=%");
constexpr base::Characters kPrivateScheme("abcdefghijklmnopqrstuvwxyz0123456789.-+");

// Whether the host can be on the Internet, where names have no '_'.
bool is_public_authority(const base::Authority& authority) {
  return !authority.user && base::is_sound(authority) && !authority.host.starts_with('-') &&
         authority.host.find('_') == authority.host.npos;
}

// RFC 8252 section 7.1: the client's own domain name, in reverse.
bool is_private_scheme(std::string_view scheme) {
  return scheme.find('.') != scheme.npos && kPrivateScheme.has_all_of(scheme);
}

bool leads_to_one_place(const base::Url& url) {
  return (!url.authority || is_public_authority(*url.authority)) && base::is_plain_path(url.path);
}

/// What must be equal in two loopback addresses: everything except the port.
struct Loopback {
  std::string_view host;
  std::string_view rest;
  bool operator==(const Loopback&) const = default;
};

std::optional<Loopback> loopback(std::string_view uri) {
  const auto url = base::Url::parse(uri);
  if (!url || !base::is_loopback(*url) || !is_public_authority(*url->authority)) {
    return std::nullopt;
  }
  const auto begin = static_cast<std::size_t>(url->path.data() - uri.data());
  return Loopback{url->authority->host, uri.substr(begin)};
}

// Servers differ in what they take for "..": some decode twice, cut off ";parameters", or read
// characters that are longer than they need be. What such a one cuts off counts as a segment here.
bool may_climb(std::string_view path) {
  const auto decoded = base::percent_decoded(path);
  return !decoded || !base::is_utf8(*decoded) || decoded->find('%') != decoded->npos ||
         base::has_dot_segment(*decoded, "/\\;");
}

bool is_below(std::string_view uri, std::string_view registered) {
  if (uri.size() <= registered.size() || !uri.starts_with(registered)) return false;
  if (registered == kOutOfBand || registered.find('?') != registered.npos) return false;
  const auto rest = uri.substr(registered.size());
  return (registered.ends_with('/') ? rest.front() != '/' : rest.front() == '/') &&
         rest.find('?') == rest.npos && rest.find("//") == rest.npos && !may_climb(rest);
}

}  // namespace

bool may_be_registered(std::string_view uri) {
  if (uri == kOutOfBand) return true;
  if (uri.size() > model::kLongestRedirectUri) return false;
  if (!kUriCharacters.has_all_of(uri) || !base::percent_decoded(uri)) return false;
  const auto url = base::Url::parse(uri);
  if (!url || url->scheme.size() + 1 == uri.size()) return false;
  return (base::is_https_or_loopback(*url) || is_private_scheme(url->scheme)) &&
         leads_to_one_place(*url);
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
  for (const auto& [name, value] : parameters) base::add_parameter(result, name, value);
  return result;
}

}  // namespace grants
