#include "crypto/key_strength.h"

#include <openssl/core_names.h>
#include <sodium.h>

namespace crypto {
namespace {

constexpr int kMostExponentBits = 64;

Number number(EVP_PKEY* key, const char* name) {
  BIGNUM* found = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &found) != 1) refuse_key("The key is malformed.");
  return Number(found);
}

bool is_power_of_65537(BN_ULONG residue, BN_ULONG prime) {
  BN_ULONG power = 1;
  do {
    if (power == residue) return true;
    power = power * 65537 % prime;
  } while (power != 1);
  return false;
}

// The fingerprint of ROCA (CVE-2017-15361): the library of a chip maker made moduli that are a
// power of 65537 modulo every small prime. Of all other moduli, one in 2^27 looks the same.
bool is_roca(const Number& modulus) {
  constexpr BN_ULONG primes[] = {3,   5,   7,   11,  13,  17,  19,  23,  29,  31,  37,  41,  43,
                                 47,  53,  59,  61,  67,  71,  73,  79,  83,  89,  97,  101, 103,
                                 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167};
  for (const auto prime : primes) {
    if (!is_power_of_65537(BN_mod_word(modulus.get(), prime), prime)) return false;
  }
  return true;
}

[[noreturn]] void refuse_large(int most_bits) {
  refuse_key("The RSA key has more than " + std::to_string(most_bits) + " bits.");
}

}  // namespace

void require_rsa_size(std::size_t bytes) {
  if (bytes > kSshRsa.most / 8 + 1) refuse_large(kSshRsa.most);
}

void examine_rsa(EVP_PKEY* key, RsaBits allowed) {
  const auto modulus = number(key, OSSL_PKEY_PARAM_RSA_N);
  const auto exponent = number(key, OSSL_PKEY_PARAM_RSA_E);
  const int bits = BN_num_bits(modulus.get());
  if (bits < allowed.fewest) refuse_key("The RSA key has less than 2048 bits.");
  if (bits > allowed.most) refuse_large(allowed.most);
  if (!BN_is_odd(modulus.get())) refuse_key("The RSA key has an even modulus.");
  if (!BN_is_odd(exponent.get()) || BN_is_one(exponent.get()) ||
      BN_num_bits(exponent.get()) > kMostExponentBits) {
    refuse_key("The RSA key's exponent is even, under 3 or over 64 bits.");
  }
  if (is_roca(modulus)) refuse_key("The RSA key was made by a broken generator (ROCA).");
}

void require_sound_ed25519(std::string_view point) {
  if (crypto_core_ed25519_is_valid_point(octets(point)) != 1) {
    refuse_key("The key is no point of its curve.");
  }
}

}  // namespace crypto
