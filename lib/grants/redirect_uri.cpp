#include "grants/redirect_uri.h"

#include <algorithm>
#include <optional>

#include "base/addresses.h"
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

/// Schemes that browsers and systems give a meaning of their own.
constexpr std::string_view kTakenSchemes[] = {
    "about",         "blob",       "chrome",   "content",   "data",        "file",
    "filesystem",    "ftp",        "ftps",     "http",      "https",       "intent",
    "jar",           "ldap",       "ldaps",    "mailto",    "news",        "nfs",
    "javascript",    "res",        "resource", "sftp",      "shell",       "sms",
    "smb",           "ssh",        "tel",      "telnet",    "urn",         "vbscript",
    "view-source",   "ws",         "wss",      "search-ms", "ms-settings", "chrome-extension",
    "moz-extension", "livescript", "mocha"};

// RFC 8252 section 7.1 wants the client's own domain name, in reverse; many have none.
bool is_private_scheme(std::string_view scheme) {
  return kPrivateScheme.has_all_of(scheme) &&
         std::find(std::begin(kTakenSchemes), std::end(kTakenSchemes), scheme) ==
             std::end(kTakenSchemes);
}

bool is_localhost(const base::Url& url) {
  return url.scheme == "http" && url.authority && url.authority->host == "localhost";
}

bool is_in_local_network(const base::Url& url) {
  return url.scheme == "http" && url.authority && base::is_of_local_network(url.authority->host);
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
  const bool local = url && (base::is_loopback(*url) || is_localhost(*url));
  if (!local || !is_public_authority(*url->authority)) return std::nullopt;
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
  return (base::is_https_or_loopback(*url) || is_localhost(*url) || is_in_local_network(*url) ||
          is_private_scheme(url->scheme)) &&
         leads_to_one_place(*url);
}

Caution caution_about(std::string_view uri) {
  const auto url = base::Url::parse(uri);
  if (uri == kOutOfBand || !url || base::is_https_or_loopback(*url)) return Caution::none;
  if (is_localhost(*url)) return Caution::localhost;
  return url->scheme == "http" ? Caution::plain_http : Caution::private_scheme;
}

std::string_view words_of(Caution caution) {
  switch (caution) {
    case Caution::localhost:
      return "what \"localhost\" is, each machine decides; http://127.0.0.1 is safer";
    case Caution::plain_http:
      return "without https, whoever is in that network can read what is sent there";
    case Caution::private_scheme:
      return "another program on the same device can take this scheme; it must use PKCE";
    default:
      return {};
  }
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

std::optional<std::string> web_origin_of(std::string_view uri) {
  const auto url = base::Url::parse(uri);
  if (!url || !base::is_web(*url) || !may_be_registered(uri)) return std::nullopt;
  auto origin = std::string(url->scheme) + "://" + base::ascii_lower(url->authority->host);
  const auto port = url->authority->port.value_or("");
  const bool usual = port.empty() || port == (url->scheme == "https" ? "443" : "80");
  if (!usual && !loopback(uri)) origin.append(":").append(port);
  return origin;
}

std::string with_parameters(std::string_view uri,
                            const std::vector<std::pair<std::string, std::string>>& parameters) {
  std::string result(uri);
  for (const auto& [name, value] : parameters) base::add_parameter(result, name, value);
  return result;
}

}  // namespace grants
