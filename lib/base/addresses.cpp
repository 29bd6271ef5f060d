#include "base/addresses.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <memory>

#include "base/text.h"

namespace base {
namespace {

struct Block4 {
  std::uint32_t first;
  int bits;
};

// https://www.iana.org/assignments/iana-ipv4-special-registry
constexpr Block4 kNotPublic4[] = {
    {0x00000000, 8},   // this network
    {0x0a000000, 8},   // private
    {0x64400000, 10},  // shared by carriers
    {0x7f000000, 8},   // this host
    {0xa9fe0000, 16},  // link, cloud metadata
    {0xac100000, 12},  // private
    {0xc0000000, 24},  // protocol assignments
    {0xc0000200, 24},  // example
    {0xc0586300, 24},  // 6to4 relays
    {0xc0a80000, 16},  // private
    {0xc6120000, 15},  // benchmarks
    {0xc6336400, 24},  // example
    {0xcb007100, 24},  // example
    {0xe0000000, 4},   // groups
    {0xf0000000, 4},   // reserved, broadcast
};

struct Block6 {
  std::uint8_t first[4];
  int bits;
};

// What is not public within 2000::/3, the only block that is public at all;
// https://www.iana.org/assignments/iana-ipv6-special-registry
constexpr Block6 kNotPublic6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments, Teredo
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // example
    {{0x20, 0x02, 0x00, 0x00}, 16},  // 6to4: any IPv4 address
    {{0x3f, 0xff, 0x00, 0x00}, 20},  // example
};

// RFC 1918, RFC 3927, RFC 6598.
constexpr Block4 kLocal4[] = {
    {0x0a000000, 8}, {0xac100000, 12}, {0xc0a80000, 16}, {0xa9fe0000, 16}, {0x64400000, 10}};

constexpr std::string_view kLocalDomains[] = {".local", ".home.arpa", ".internal", ".lan",
                                              ".home",  ".corp",      ".intranet", ".localdomain"};

std::uint32_t number_of(const std::uint8_t* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | bytes[3];
}

bool is_in(std::uint32_t address, std::uint32_t first, int bits) {
  return (address ^ first) >> (32 - bits) == 0;
}

bool is_public4(std::uint32_t address) {
  return std::none_of(std::begin(kNotPublic4), std::end(kNotPublic4),
                      [&](const Block4& block) { return is_in(address, block.first, block.bits); });
}

bool is_public6(const in6_addr& address) {
  if (IN6_IS_ADDR_V4MAPPED(&address)) return is_public4(number_of(address.s6_addr + 12));
  const auto start = number_of(address.s6_addr);
  return is_in(start, 0x20000000, 3) &&
         std::none_of(std::begin(kNotPublic6), std::end(kNotPublic6), [&](const Block6& block) {
           return is_in(start, number_of(block.first), block.bits);
         });
}

bool is_local_name(std::string_view name) {
  constexpr Characters kDigits("0123456789");
  const auto label = name.substr(name.rfind('.') + 1);
  if (label.empty() || kDigits.has_all_of(label)) return false;  // an address, oddly spelled
  return label.size() == name.size() ||
         std::any_of(std::begin(kLocalDomains), std::end(kLocalDomains),
                     [&](auto domain) { return name.ends_with(domain); });
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return is_public4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return is_public6(v6.sin6_addr);
  }
  return false;
}

std::optional<bool> is_public_literal(const std::string& host) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return std::nullopt;
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
  return is_public(*found->ai_addr);
}

bool is_of_local_network(std::string_view host) {
  const auto text = ascii_lower(host);
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) {
    return std::any_of(std::begin(kLocal4), std::end(kLocal4), [&](const Block4& block) {
      return is_in(ntohl(v4.s_addr), block.first, block.bits);
    });
  }
  if (!text.starts_with('[')) return is_local_name(text);
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.substr(1, text.size() - 2).c_str(), &v6) != 1) return false;
  return IN6_IS_ADDR_LINKLOCAL(&v6) || (v6.s6_addr[0] & 0xfe) == 0xfc;
}

bool is_this_machine(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto text = ascii_lower(host);
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return is_in(ntohl(v4.s_addr), 0x7f000000, 8);
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) != 1) {
    return text == "localhost" || text.ends_with(".localhost");
  }
  if (!IN6_IS_ADDR_V4MAPPED(&v6)) return IN6_IS_ADDR_LOOPBACK(&v6);
  return is_in(number_of(v6.s6_addr + 12), 0x7f000000, 8);
}

}  // namespace base
