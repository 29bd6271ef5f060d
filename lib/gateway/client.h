#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

/// The proxies in front of the web server that may say whom they speak for.
class TrustedProxies {
 public:
  /// Addresses or CIDR blocks. Throws base::Error (invalid_argument) about one that is neither.
  explicit TrustedProxies(const std::vector<std::string>& blocks);

  bool contains(std::string_view address) const;

  /// The nearest address that is no trusted proxy: `peer`, or, when that is one, the last such in
  /// X-Forwarded-For, read from the right. It stops at what is no address. Numeric, IPv4 in its
  /// own form; `peer` as it is when it is no address ("unix:").
  std::string client_of(std::string_view peer, std::string_view forwarded_for) const;

 private:
  struct Block {
    std::array<std::uint8_t, 16> address;  ///< IPv4 as mapped into IPv6
    unsigned bits;
  };
  std::vector<Block> blocks_;
};

}  // namespace gateway
