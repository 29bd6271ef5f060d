#include "base/url.h"

#include <arpa/inet.h>

#include <algorithm>

#include "base/encoding.h"
#include "base/number.h"
#include "base/text.h"

namespace base {
namespace {

constexpr std::size_t kLongestHost = 253;
constexpr Characters kLetters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
constexpr Characters kDigits("0123456789");
constexpr Characters kSchemeCharacters(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
constexpr Characters kNameCharacters(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

/// Removes and returns what comes before the first of these characters, or everything.
std::string_view take_until(std::string_view& rest, std::string_view characters) {
  const auto end = std::min(rest.find_first_of(characters), rest.size());
  const auto front = rest.substr(0, end);
  rest.remove_prefix(end);
  return front;
}

/// When `rest` begins with `mark`: removes the mark and returns what follows, up to one of these
/// characters.
std::optional<std::string_view> take_behind(std::string_view& rest, char mark,
                                            std::string_view characters) {
  if (!rest.starts_with(mark)) return std::nullopt;
  rest.remove_prefix(1);
  return take_until(rest, characters);
}

bool is_ipv6(const std::string& text) {
  in6_addr ignored{};
  return inet_pton(AF_INET6, text.c_str(), &ignored) == 1;
}

std::size_t count_slashes(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '/'));
}

}  // namespace

std::optional<Authority> Authority::parse(std::string_view text) {
  Authority authority;
  if (const auto at = text.rfind('@'); at != text.npos) {
    authority.user = text.substr(0, at);
    text.remove_prefix(at + 1);
  }
  const auto bracket = text.starts_with('[') ? text.find(']') : 0;
  if (bracket == text.npos) return std::nullopt;
  const auto end = bracket == 0 ? std::min(text.find(':'), text.size()) : bracket + 1;
  authority.host = text.substr(0, end);
  if (end == text.size()) return authority;
  if (text[end] != ':') return std::nullopt;
  authority.port = text.substr(end + 1);
  return authority;
}

std::string_view Authority::receiver() const {
  return {host.data(), host.size() + (port ? 1 + port->size() : 0)};
}

std::optional<Url> Url::parse(std::string_view text) {
  Url url;
  url.scheme = take_until(text, ":");
  const bool scheme = !url.scheme.empty() && kLetters.has(url.scheme.front()) &&
                      kSchemeCharacters.has_all_of(url.scheme);
  if (!scheme || text.empty()) return std::nullopt;
  text.remove_prefix(1);
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    url.authority = Authority::parse(take_until(text, "/?#"));
    if (!url.authority) return std::nullopt;
  }
  url.path = take_until(text, "?#");
  url.query = take_behind(text, '?', "#");
  url.fragment = take_behind(text, '#', "");
  return url;
}

bool is_host(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) {
    return is_ipv6(std::string(text.substr(1, text.size() - 2)));
  }
  return !text.empty() && text.size() <= kLongestHost && text.front() != '.' &&
         text.find("..") == text.npos && kNameCharacters.has_all_of(text);
}

std::optional<std::uint16_t> port_number(std::string_view text) {
  if (text.size() > 5 || !kDigits.has_all_of(text)) return std::nullopt;
  const auto port = number_in<std::uint16_t>(text);
  return port && *port > 0 ? port : std::nullopt;
}

bool is_sound(const Authority& authority) {
  return is_host(authority.host) && (!authority.port || port_number(*authority.port));
}

bool is_web(const Url& url) {
  const bool http =
      equals_ignoring_case(url.scheme, "http") || equals_ignoring_case(url.scheme, "https");
  return http && url.authority && !url.authority->host.empty();
}

bool is_loopback(const Url& url) {
  return url.scheme == "http" && url.authority &&
         (url.authority->host == "127.0.0.1" || url.authority->host == "[::1]");
}

bool is_https_or_loopback(const Url& url) {
  return (url.scheme == "https" && url.authority) || is_loopback(url);
}

bool has_dot_segment(std::string_view path, std::string_view slashes) {
  for (std::size_t start = 0; start <= path.size();) {
    const auto end = std::min(path.find_first_of(slashes, start), path.size());
    const auto segment = path.substr(start, end - start);
    if (segment == "." || segment == "..") return true;
    start = end + 1;
  }
  return false;
}

bool is_plain_path(std::string_view path) {
  const auto decoded = percent_decoded(path);
  return decoded && !has_dot_segment(*decoded) && count_slashes(*decoded) == count_slashes(path) &&
         decoded->find('\\') == decoded->npos && !has_control(*decoded);
}

std::string_view receiver_of(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed && parsed->authority ? parsed->authority->receiver() : std::string_view();
}

void add_parameter(std::string& url, std::string_view name, std::string_view value) {
  const auto end = std::min(url.find('#'), url.size());
  const auto front = std::string_view(url).substr(0, end);
  const bool has_query = front.find('?') != front.npos;
  const bool ready = has_query && (front.ends_with('?') || front.ends_with('&'));
  std::string added = ready ? "" : has_query ? "&" : "?";
  added.append(name).append("=").append(percent_encoded(value));
  url.insert(end, added);
}

}  // namespace base
