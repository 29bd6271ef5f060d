#include "config/url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "base/text.h"

namespace config {
namespace {

std::optional<unsigned> number(std::string_view text, unsigned most) {
  unsigned value = 0;
  const auto end = text.data() + text.size();
  const auto [stopped, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc{} || stopped != end || value > most) return std::nullopt;
  return value;
}

bool is_ipv6(std::string_view text) {
  in6_addr ignored{};
  return inet_pton(AF_INET6, std::string(text).c_str(), &ignored) == 1;
}

bool is_ipv4(std::string_view text) {
  in_addr ignored{};
  return inet_pton(AF_INET, std::string(text).c_str(), &ignored) == 1;
}

bool is_host_name(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
  };
  return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), allowed);
}

bool is_port(std::string_view text) { return number(text, 65535).value_or(0) > 0; }

}  // namespace

bool is_host_and_port(std::string_view text, bool port_needed) {
  const auto bracket = text.starts_with('[') ? text.find(']') : text.npos;
  const auto colon = text.find(':', bracket == text.npos ? 0 : bracket);
  const auto host = text.substr(0, colon);
  const bool good_host = bracket == text.npos
                             ? is_host_name(host)
                             : host.size() == bracket + 1 && is_ipv6(host.substr(1, bracket - 1));
  return good_host && (colon == text.npos ? !port_needed : is_port(text.substr(colon + 1)));
}

Address address_of(std::string_view url) {
  const auto colon = std::min(url.find("://"), url.size());
  const auto begin = std::min(colon + 3, url.size());
  const auto slash = std::min(url.find('/', begin), url.size());
  Address address{base::ascii_lower(url.substr(0, colon)),
                  base::ascii_lower(url.substr(begin, slash - begin)), "",
                  std::string(url.substr(slash))};
  if (const auto port = address.host.rfind(':');
      port != std::string::npos && !address.host.ends_with(']')) {
    address.port = address.host.substr(port);
    address.host.erase(port);
  }
  const bool usual = address.port == (address.scheme == "https" ? ":443" : ":80");
  if (usual) address.port.clear();
  while (address.path.ends_with('/')) address.path.pop_back();
  return address;
}

std::string_view http_url_fault(std::string_view url, bool allow_query) {
  const auto scheme = url.find("://");
  if (scheme == url.npos || (url.substr(0, scheme) != "http" && url.substr(0, scheme) != "https")) {
    return "must begin with http:// or https://";
  }
  const bool odd = std::any_of(url.begin(), url.end(), [](char c) {
    return c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\';
  });
  if (odd) return "has a character that a URL cannot have";
  if (url.find('#') != url.npos) return "must not have a fragment (#)";
  const auto rest = url.substr(scheme + 3);
  if (!is_host_and_port(rest.substr(0, rest.find_first_of("/?")), false)) {
    return "must have a host, and a port at most, behind the scheme";
  }
  if (allow_query) return {};
  if (url.find('?') != url.npos) return "must not have a query (?)";
  return url.ends_with('/') ? "must not end with a slash" : std::string_view{};
}

bool is_address_block(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = text.substr(0, slash);
  const bool six = is_ipv6(address);
  if (!six && !is_ipv4(address)) return false;
  return slash == text.npos || number(text.substr(slash + 1), six ? 128 : 32).has_value();
}

}  // namespace config
