#include "crypto/ecdsa.h"

#include <openssl/ecdsa.h>

#include "crypto/evp.h"

namespace crypto {
namespace {

using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

Number number(std::string_view bytes) {
  return Number(BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr));
}

}  // namespace

std::optional<std::string> ecdsa_der(std::string_view raw, std::size_t size) {
  if (raw.size() != 2 * size) return std::nullopt;
  auto r = number(raw.substr(0, size));
  auto s = number(raw.substr(size));
  const Signature signature(ECDSA_SIG_new());
  if (!r || !s || !signature || BN_is_zero(r.get()) || BN_is_zero(s.get())) return std::nullopt;
  ECDSA_SIG_set0(signature.get(), r.release(), s.release());
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)), '\0');
  auto* next = octets(der);
  i2d_ECDSA_SIG(signature.get(), &next);
  return der;
}

std::string ecdsa_raw(std::string_view der, std::size_t size) {
  const auto* next = octets(der);
  const Signature signature(d2i_ECDSA_SIG(nullptr, &next, static_cast<long>(der.size())));
  std::string raw(2 * size, '\0');
  const auto half = static_cast<int>(size);
  if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), octets(raw), half) != half ||
      BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), octets(raw) + size, half) != half) {
    fail_in_openssl("a signature cannot be read");
  }
  return raw;
}

}  // namespace crypto
