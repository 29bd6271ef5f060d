#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace openpgp {

/// One packet (RFC 4880 section 4); its body is a view.
struct Packet {
  int tag;
  std::string_view body;
};

/// Splits the bytes into packets, at most 512. Nothing when they are cut short, have packets of
/// indeterminate or partial length, or more packets.
std::optional<std::vector<Packet>> packets_in(std::string_view bytes);

inline constexpr int kSignature = 2;
inline constexpr int kSecretKey = 5;
inline constexpr int kPublicKey = 6;
inline constexpr int kSecretSubkey = 7;
inline constexpr int kTrust = 12;
inline constexpr int kUserId = 13;
inline constexpr int kPublicSubkey = 14;
inline constexpr int kUserAttribute = 17;

}  // namespace openpgp
