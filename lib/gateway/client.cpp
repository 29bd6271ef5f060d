#include "gateway/client.h"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

namespace gateway {
namespace {

using Address = std::array<std::uint8_t, 16>;
constexpr Address kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::size_t kMappedBytes = 12;

bool is_mapped(const Address& address) {
  return std::equal(address.begin(), address.begin() + kMappedBytes, kMapped.begin());
}

std::optional<Address> parse_address(std::string_view text) {
  const std::string copy(text);
  auto address = kMapped;
  if (inet_pton(AF_INET, copy.c_str(), address.data() + kMappedBytes) == 1) return address;
  if (inet_pton(AF_INET6, copy.c_str(), address.data()) == 1) return address;
  return std::nullopt;
}

std::string to_text(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_mapped(address)) {
    inet_ntop(AF_INET, address.data() + kMappedBytes, text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  }
  return text.data();
}

/// The address in its canonical form. An IPv4 address that inet_pton(3) accepts is in it already.
std::string in_own_form(std::string_view text, const Address& address) {
  return text.find(':') == text.npos ? std::string(text) : to_text(address);
}

/// An element of X-Forwarded-For, without the port that some proxies add.
std::string_view without_port(std::string_view element) {
  if (element.starts_with('[')) return element.substr(1, element.find(']') - 1);
  const auto colon = element.find(':');
  const bool one_colon = colon != element.npos && element.find(':', colon + 1) == element.npos;
  return one_colon ? element.substr(0, colon) : element;
}

bool same_prefix(const Address& left, const Address& right, unsigned bits) {
  const auto whole = bits / 8;
  if (!std::equal(left.begin(), left.begin() + whole, right.begin())) return false;
  const auto rest = bits % 8;
  return rest == 0 || ((left[whole] ^ right[whole]) >> (8 - rest)) == 0;
}

std::optional<unsigned> parse_bits(std::string_view text, unsigned most) {
  const auto bits = base::number_in<unsigned>(text);
  return bits && *bits <= most ? bits : std::nullopt;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& blocks) {
  for (const auto& text : blocks) {
    const std::string_view block = text;
    const auto slash = block.find('/');
    const auto address = parse_address(block.substr(0, slash));
    const bool v4 = block.substr(0, slash).find(':') == block.npos;
    const auto most = v4 ? 32U : 128U;
    const auto bits = slash == block.npos ? most : parse_bits(block.substr(slash + 1), most);
    if (!address || !bits) {
      throw base::Error(base::ErrorCode::invalid_argument,
                        {"'" + text + "' is neither an address nor a CIDR block."})
          .about("trusted_proxies");
    }
    blocks_.push_back({*address, *bits + (128 - most)});
  }
}

bool TrustedProxies::contains(std::string_view text) const {
  const auto address = blocks_.empty() ? std::nullopt : parse_address(text);
  return address && std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) {
           return same_prefix(*address, block.address, block.bits);
         });
}

std::string TrustedProxies::client_of(std::string_view peer, std::string_view forwarded_for) const {
  const auto address = parse_address(peer);
  if (!address) return std::string(peer);
  auto client = in_own_form(peer, *address);
  while (!forwarded_for.empty() && contains(client)) {
    const auto comma = forwarded_for.rfind(',');
    const auto element = forwarded_for.substr(comma == forwarded_for.npos ? 0 : comma + 1);
    const auto text = without_port(base::trimmed(element));
    const auto named = parse_address(text);
    if (!named) break;
    client = in_own_form(text, *named);
    forwarded_for = forwarded_for.substr(0, comma == forwarded_for.npos ? 0 : comma);
  }
  return client;
}

}  // namespace gateway
