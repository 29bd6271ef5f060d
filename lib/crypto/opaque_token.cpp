#include "crypto/opaque_token.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

#include "crypto/base62.h"
#include "crypto/digest.h"

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

constexpr std::size_t kCodeDigits = 6;
constexpr std::uint64_t kCodes = 1'000'000;
constexpr auto kCodeKind = static_cast<TokenKind>('n');  // of no token

// Of 64 bits the remainder is as good as even: the first of the codes are more likely than the
// others by less than one in 10^13.
std::string code_of(const HmacSha256& key, const base::Id& id) {
  const auto tag = tag_of(key, kCodeKind, id.bytes());
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) number = number << 8 | tag[i];
  const auto digits = std::to_string(number % kCodes);
  return std::string(kCodeDigits - digits.size(), '0') + digits;
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

std::string OpaqueTokens::code(const base::Id& id) const { return code_of(keys_.front(), id); }

bool OpaqueTokens::is_code(const base::Id& id, std::string_view text) const {
  bool right = false;
  for (const auto& key : keys_) right |= equal_secrets(code_of(key, id), text);
  return right;
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
