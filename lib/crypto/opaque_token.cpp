#include "crypto/opaque_token.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

#include "crypto/base62.h"

namespace crypto {
namespace {

constexpr std::size_t kPrefixLength = 4;  // "dwa_"

std::string prefix_of(TokenKind kind) { return {'d', 'w', static_cast<char>(kind), '_'}; }

Block tag_of(const HmacSha256& key, TokenKind kind, const Block& id) {
  std::array<std::uint8_t, 1 + sizeof(Block)> message{static_cast<std::uint8_t>(kind)};
  std::copy(id.begin(), id.end(), message.begin() + 1);
  const auto digest = key.of(message);
  Block tag;
  std::copy_n(digest.begin(), tag.size(), tag.begin());
  return tag;
}

}  // namespace

OpaqueTokens::OpaqueTokens(const Secret& secret) {
  for (const auto& key : secret.derive("opaque tokens")) keys_.emplace_back(key);
}

std::string OpaqueTokens::mint(TokenKind kind, const base::Id& id) const {
  return prefix_of(kind) + to_base62(id.bytes()) +
         to_base62(tag_of(keys_.front(), kind, id.bytes()));
}

std::optional<base::Id> OpaqueTokens::check(TokenKind kind, std::string_view text) const {
  if (text.size() != kPrefixLength + 2 * kBase62Digits) return std::nullopt;
  if (!text.starts_with(prefix_of(kind))) return std::nullopt;
  const auto id = from_base62(text.substr(kPrefixLength, kBase62Digits));
  const auto tag = from_base62(text.substr(kPrefixLength + kBase62Digits));
  if (!id || !tag) return std::nullopt;
  for (const auto& key : keys_) {
    const auto right = tag_of(key, kind, *id);
    if (CRYPTO_memcmp(right.data(), tag->data(), right.size()) == 0) return base::Id(*id);
  }
  return std::nullopt;
}

std::string without_tokens(std::string text) {
  constexpr std::size_t kShortest = kBase62Digits - 2;
  for (auto at = text.find("dw"); at != text.npos; at = text.find("dw", at + 1)) {
    const auto begin = at + kPrefixLength;
    if (begin > text.size() || text[begin - 1] != '_') continue;
    const auto end = std::min(text.find_first_not_of(kBase62, begin), text.size());
    if (end - begin >= kShortest) text.replace(begin, end - begin, "...");
  }
  return text;
}

}  // namespace crypto
