#include "crypto/pkey.h"

#include <openssl/core_names.h>
#include <openssl/x509.h>

#include <array>
#include <vector>

namespace crypto {
namespace {

constexpr Curve kCurves[] = {
    {KeyKind::p256, "P-256", "prime256v1", "nistp256", 32},
    {KeyKind::p384, "P-384", "secp384r1", "nistp384", 48},
    {KeyKind::p521, "P-521", "secp521r1", "nistp521", 66},
};

template <typename Matches>
const Curve* find_curve(Matches matches) {
  for (const auto& curve : kCurves) {
    if (matches(curve)) return &curve;
  }
  return nullptr;
}

Number number(std::string_view bytes) {
  Number made(BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr));
  if (!made) fail_in_openssl("no memory for a number");
  return made;
}

// The parameters of a key. OpenSSL keeps pointers to the numbers until the key is built.
class Parameters {
 public:
  Parameters& add(const char* name, Number value) {
    if (OSSL_PARAM_BLD_push_BN(builder_.get(), name, value.get()) != 1) fail();
    numbers_.push_back(std::move(value));
    return *this;
  }
  Parameters& add(const char* name, const char* text) {
    if (OSSL_PARAM_BLD_push_utf8_string(builder_.get(), name, text, 0) != 1) fail();
    return *this;
  }
  Parameters& add_octets(const char* name, std::string_view bytes) {
    if (OSSL_PARAM_BLD_push_octet_string(builder_.get(), name, bytes.data(), bytes.size()) != 1) {
      fail();
    }
    return *this;
  }

  // Null when the parameters do not form a key.
  Pkey build(const char* type, int selection) const {
    const std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>> parameters(
        OSSL_PARAM_BLD_to_param(builder_.get()));
    const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1) fail();
    EVP_PKEY_fromdata(context.get(), &made, selection, parameters.get());
    return Pkey(made);
  }

 private:
  [[noreturn]] static void fail() { fail_in_openssl("a key's parameters cannot be given"); }

  std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>> builder_{OSSL_PARAM_BLD_new()};
  std::vector<Number> numbers_;
};

// d mod (prime - 1), as the Chinese remainder theorem needs it.
Number reduced(const Number& d, const Number& prime) {
  const std::unique_ptr<BN_CTX, Freed<BN_CTX_free>> context(BN_CTX_new());
  const Number less(BN_dup(prime.get()));
  Number rest(BN_new());
  if (!context || !less || !rest || BN_sub_word(less.get(), 1) != 1) {
    fail_in_openssl("no memory for a number");
  }
  BN_set_flags(d.get(), BN_FLG_CONSTTIME);
  if (BN_mod(rest.get(), d.get(), less.get(), context.get()) != 1) {
    refuse_key("The key is malformed.");
  }
  return rest;
}

void add_private_half(Parameters& parameters, const RsaPrivate& half) {
  auto d = number(half.d);
  auto p = number(half.p);
  auto q = number(half.q);
  parameters.add(OSSL_PKEY_PARAM_RSA_EXPONENT1, reduced(d, p))
      .add(OSSL_PKEY_PARAM_RSA_EXPONENT2, reduced(d, q))
      .add(OSSL_PKEY_PARAM_RSA_D, std::move(d))
      .add(OSSL_PKEY_PARAM_RSA_FACTOR1, std::move(p))
      .add(OSSL_PKEY_PARAM_RSA_FACTOR2, std::move(q))
      .add(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, number(half.coefficient));
}

Pkey whole(Pkey key) {
  if (!key) refuse_key("The key is malformed.");
  return key;
}

// Refuses explicit curve parameters: whoever chooses the base point can forge any key.
KeyKind examined_ec(EVP_PKEY* key) {
  int spelled_out = 0;
  EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &spelled_out);
  std::array<char, 64> group{};
  const bool named = EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(),
                                                    group.size(), nullptr) == 1;
  const auto* curve =
      find_curve([&](const Curve& each) { return std::string_view(each.group) == group.data(); });
  if (!named || spelled_out != 0 || curve == nullptr) refuse_key("The key's curve is unknown.");
  const PkeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  if (!context || EVP_PKEY_public_check(context.get()) != 1) {
    refuse_key("The key is no point of its curve.");
  }
  return curve->kind;
}

}  // namespace

const Curve& curve_of(KeyKind kind) {
  return *find_curve([&](const Curve& curve) { return curve.kind == kind; });
}

const Curve* curve_by_jwk(std::string_view name) {
  return find_curve([&](const Curve& curve) { return curve.jwk == name; });
}

const Curve* curve_by_ssh(std::string_view name) {
  return find_curve([&](const Curve& curve) { return curve.ssh == name; });
}

Pkey rsa_key(std::string_view n, std::string_view e, const std::optional<RsaPrivate>& half) {
  require_rsa_size(n.size());
  Parameters parameters;
  parameters.add(OSSL_PKEY_PARAM_RSA_N, number(n)).add(OSSL_PKEY_PARAM_RSA_E, number(e));
  if (half) add_private_half(parameters, *half);
  return whole(parameters.build("RSA", half ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY));
}

Pkey ec_key(const Curve& curve, std::string_view point, std::string_view d) {
  if (point.size() != 1 + 2 * curve.size || point.front() != 4) {
    refuse_key("The key is no uncompressed point of its curve.");
  }
  Parameters parameters;
  parameters.add(OSSL_PKEY_PARAM_GROUP_NAME, curve.jwk).add_octets(OSSL_PKEY_PARAM_PUB_KEY, point);
  if (!d.empty()) parameters.add(OSSL_PKEY_PARAM_PRIV_KEY, number(d));
  auto key = parameters.build("EC", d.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR);
  if (!key) refuse_key("The key is no point of its curve.");
  return key;
}

Pkey ed25519_public_key(std::string_view x) {
  return whole(Pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(x), x.size())));
}

Pkey ed25519_private_key(std::string_view seed) {
  return whole(
      Pkey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(seed), seed.size())));
}

Pkey public_half(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  if (size <= 0) fail_in_openssl("a public key cannot be written");
  const unsigned char* next = der;
  Pkey half(d2i_PUBKEY(nullptr, &next, size));
  OPENSSL_free(der);
  if (!half) fail_in_openssl("a public key cannot be read");
  return half;
}

KeyKind examined(EVP_PKEY* key, RsaBits rsa) {
  const CleanErrors clean;
  if (EVP_PKEY_is_a(key, "RSA")) {
    examine_rsa(key, rsa);
    return KeyKind::rsa;
  }
  if (EVP_PKEY_is_a(key, "EC")) return examined_ec(key);
  if (!EVP_PKEY_is_a(key, "ED25519")) refuse_key("The key's type is unknown.");
  require_sound_ed25519(raw_public(key));
  return KeyKind::ed25519;
}

std::string number_of(EVP_PKEY* key, const char* name, std::size_t size) {
  BIGNUM* found = nullptr;
  EVP_PKEY_get_bn_param(key, name, &found);
  const Number number(found);
  if (!number) fail_in_openssl("a key lacks a number");
  const auto least = static_cast<std::size_t>(BN_num_bytes(number.get()));
  std::string bytes(size == 0 ? least : size, '\0');
  BN_bn2binpad(number.get(), octets(bytes), static_cast<int>(bytes.size()));
  return bytes;
}

std::string raw_public(EVP_PKEY* key) {
  std::string bytes(32, '\0');
  auto size = bytes.size();
  if (EVP_PKEY_get_raw_public_key(key, octets(bytes), &size) != 1) {
    fail_in_openssl("a key lacks its public half");
  }
  return bytes;
}

}  // namespace crypto
