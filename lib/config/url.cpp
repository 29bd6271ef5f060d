#include "config/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

#include "base/number.h"
#include "base/text.h"
#include "base/url.h"

namespace config {
namespace {

bool is_ipv6(std::string_view text) {
  in6_addr ignored{};
  return inet_pton(AF_INET6, std::string(text).c_str(), &ignored) == 1;
}

bool is_ipv4(std::string_view text) {
  in_addr ignored{};
  return inet_pton(AF_INET, std::string(text).c_str(), &ignored) == 1;
}

bool has_odd_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\';
  });
}

/// The port as ":8080"; empty when it is the scheme's default.
std::string port_behind(std::string_view scheme, const base::Authority& authority) {
  const auto port = authority.port.value_or("");
  const bool usual = port == (scheme == "https" ? "443" : "80");
  return usual || port.empty() ? "" : ":" + std::string(port);
}

}  // namespace

bool is_host_and_port(std::string_view text, bool port_needed) {
  const auto authority = base::Authority::parse(text);
  return authority && !authority->user && base::is_sound(*authority) &&
         (authority->port || !port_needed);
}

Address address_of(std::string_view text) {
  const auto url = base::Url::parse(text);
  if (!url || !url->authority) return {};
  const auto scheme = base::ascii_lower(url->scheme);
  Address address{scheme, base::ascii_lower(url->authority->host),
                  port_behind(scheme, *url->authority), std::string(url->path)};
  while (address.path.ends_with('/')) address.path.pop_back();
  return address;
}

std::string_view http_url_fault(std::string_view text, bool allow_query) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) {
    return "must begin with http:// or https://";
  }
  if (has_odd_character(text)) return "has a character that a URL cannot have";
  const auto url = base::Url::parse(text);
  if (url && url->fragment) return "must not have a fragment (#)";
  if (!url || url->authority->user || !base::is_sound(*url->authority)) {
    return "must have a host, and a port at most, behind the scheme";
  }
  if (allow_query) return {};
  if (url->query) return "must not have a query (?)";
  return text.ends_with('/') ? "must not end with a slash" : std::string_view{};
}

bool is_address_block(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = text.substr(0, slash);
  const bool six = is_ipv6(address);
  if (!six && !is_ipv4(address)) return false;
  if (slash == text.npos) return true;
  const auto bits = base::number_in<unsigned>(text.substr(slash + 1));
  return bits && *bits <= (six ? 128 : 32);
}

}  // namespace config
