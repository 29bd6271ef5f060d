#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// The proxies in front of the web server that are trusted to name the client.
class TrustedProxies {
 public:
  /// Addresses or CIDR blocks. Throws base::Error (invalid_argument) when one is neither.
  explicit TrustedProxies(const std::vector<std::string>& blocks);

  bool contains(std::string_view address) const;

  /// The nearest address that is not a trusted proxy: `peer`, or, when that is one, the first such
  /// address in X-Forwarded-For from the right. It stops at anything that is not an address. The
  /// result is numeric, with IPv4 in its own form, or `peer` unchanged when that is not an address
  /// ("unix:").
  std::string client_of(std::string_view peer, std::string_view forwarded_for) const;

 private:
  struct Block {
    std::array<std::uint8_t, 16> address;  ///< IPv4 as mapped into IPv6
    unsigned bits;
  };
  std::vector<Block> blocks_;
};

}  // namespace gateway
