#include "crypto/webhook_signature.h"

#include <sodium.h>

#include <span>

#include "base/encoding.h"
#include "base/error.h"
#include "crypto/mac.h"

namespace crypto {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::string to_base64(Bytes bytes) {
  return base::to_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

WebhookSigner::WebhookSigner(const Secret& secret)
    : sharing_(secret.derive("webhook subscribers")) {
  for (auto& seed : secret.derive("webhook signatures")) {
    auto& pair = pairs_.emplace_back();
    crypto_sign_ed25519_seed_keypair(pair.public_key.data(), pair.private_key.data(), seed.data());
    sodium_memzero(seed.data(), seed.size());
  }
}

std::vector<std::string> WebhookSigner::public_keys() const {
  std::vector<std::string> keys;
  for (const auto& pair : pairs_) keys.push_back(to_base64(pair.public_key));
  return keys;
}

std::string WebhookSigner::KeyPair::sign(std::string_view text) const {
  std::array<std::uint8_t, crypto_sign_ed25519_BYTES> signature{};
  const auto message = bytes_of(text);
  if (crypto_sign_ed25519_detached(signature.data(), nullptr, message.data(), message.size(),
                                   private_key.data()) != 0) {
    throw base::Error(base::ErrorCode::internal, {}, {"signing failed"});
  }
  return to_base64(signature);
}

std::string WebhookSigner::sign(std::string_view text) const { return pairs_.front().sign(text); }

std::string WebhookSigner::shared_secret(std::string_view subscriber) const {
  return "whsec_" + to_base64(hmac_sha256(sharing_.front(), bytes_of(subscriber)));
}

std::string WebhookSigner::standard_signature(std::string_view id, std::int64_t timestamp,
                                              std::string_view body,
                                              std::string_view subscriber) const {
  const auto text = std::string(id) + "." + std::to_string(timestamp) + "." + std::string(body);
  std::string header;
  for (const auto& pair : pairs_) header += " v1a," + pair.sign(text);
  for (const auto& key : sharing_) {
    if (subscriber.empty()) break;
    const auto shared = hmac_sha256(key, bytes_of(subscriber));
    header += " v1," + to_base64(hmac_sha256(shared, bytes_of(text)));
  }
  return header.substr(1);
}

}  // namespace crypto
