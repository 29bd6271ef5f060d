#include "crypto/half_digest.h"

#include "base/encoding.h"
#include "crypto/algorithm_facts.h"
#include "crypto/evp.h"

namespace crypto {

std::string half_digest(Algorithm algorithm, std::string_view text) {
  const CleanErrors clean;
  const auto& facts = facts_of(algorithm);
  const auto* digest = facts.digest ? facts.digest() : EVP_sha512();
  std::string bytes(static_cast<std::size_t>(EVP_MD_get_size(digest)), '\0');
  if (EVP_Digest(text.data(), text.size(), octets(bytes), nullptr, digest, nullptr) != 1) {
    fail_in_openssl("a digest failed");
  }
  return base::to_base64url(std::string_view(bytes).substr(0, bytes.size() / 2));
}

}  // namespace crypto
