#include "crypto/jwk.h"

#include <openssl/core_names.h>

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "json/json.h"

namespace crypto {
namespace {

constexpr std::array kPrivateMembers = {"d", "p", "q", "dp", "dq", "qi", "oth"};

json::Value parse_object(std::string_view text) try {
  return json::parse_object(text);
} catch (const base::Error&) {
  refuse_key("The key is no sound JSON object.");
}

// The string member of this name, or nothing when it is absent. Refuses any other type.
std::optional<std::string_view> text_in(const json::Value& jwk, const char* name) {
  if (!jwk.contains(name)) return std::nullopt;
  const auto text = json::text_member(jwk, name);
  if (!text) refuse_key("The key's member \"" + std::string(name) + "\" is no string.");
  return text;
}

std::string bytes_in(const json::Value& jwk, const char* name) {
  const auto text = text_in(jwk, name);
  auto bytes = text ? base::from_base64url(*text) : std::nullopt;
  if (!bytes || bytes->empty()) {
    refuse_key("The key's member \"" + std::string(name) + "\" is missing or no base64url.");
  }
  return std::move(*bytes);
}

// A coordinate has the full length (RFC 7518 section 6.2.1.2).
std::string coordinate_in(const json::Value& jwk, const char* name, std::size_t size) {
  auto bytes = bytes_in(jwk, name);
  if (bytes.size() != size) refuse_key("A coordinate of the key has the wrong length.");
  return bytes;
}

void require_public(const json::Value& jwk) {
  for (const auto* name : kPrivateMembers) {
    if (jwk.contains(name)) refuse_key("The key is a private one.");
  }
}

Pkey ec_in(const json::Value& jwk) {
  const auto* curve = curve_by_jwk(text_in(jwk, "crv").value_or(""));
  if (curve == nullptr) refuse_key("The key's curve is unknown.");
  return ec_key(
      *curve, "\x04" + coordinate_in(jwk, "x", curve->size) + coordinate_in(jwk, "y", curve->size));
}

Pkey okp_in(const json::Value& jwk) {
  if (text_in(jwk, "crv") != "Ed25519") refuse_key("The key's curve is unknown.");
  return ed25519_public_key(coordinate_in(jwk, "x", 32));
}

Pkey pair_in(const json::Value& jwk) {
  require_public(jwk);
  const auto type = text_in(jwk, "kty");
  if (type == "RSA") return rsa_key(bytes_in(jwk, "n"), bytes_in(jwk, "e"));
  if (type == "EC") return ec_in(jwk);
  if (type == "OKP") return okp_in(jwk);
  refuse_key("The key's type is unknown.");
}

// RFC 7517 section 4.3: an array of distinct strings.
void require_verify_operation(const json::Value& operations) {
  bool verifies = false;
  if (!operations.is_array()) refuse_key("The key's member \"key_ops\" is no array.");
  for (auto each = operations.begin(); each != operations.end(); ++each) {
    if (!each->is_string() || std::find(operations.begin(), each, *each) != each) {
      refuse_key("The key's member \"key_ops\" is malformed.");
    }
    verifies = verifies || *each == "verify";
  }
  if (!verifies) refuse_key("The key is not for verifying.");
}

void require_purpose(const json::Value& jwk) {
  if (text_in(jwk, "use").value_or("sig") != "sig") refuse_key("The key is not for signatures.");
  const auto operations = jwk.find("key_ops");
  if (operations != jwk.end()) require_verify_operation(*operations);
}

std::optional<Algorithm> algorithm_in(const json::Value& jwk) {
  const auto name = text_in(jwk, "alg");
  if (!name) return std::nullopt;
  const auto algorithm = algorithm_named(*name);
  if (!algorithm) refuse_key("The key's algorithm is unknown.");
  return algorithm;
}

std::string encoded(EVP_PKEY* key, const char* name, std::size_t size = 0) {
  return base::to_base64url(number_of(key, name, size));
}

}  // namespace

ParsedJwk parse_jwk(std::string_view text) {
  const CleanErrors clean;
  const auto jwk = parse_object(text);
  require_purpose(jwk);
  ParsedJwk parsed;
  parsed.kid = text_in(jwk, "kid").value_or("");
  parsed.algorithm = algorithm_in(jwk);
  if (text_in(jwk, "kty") == "oct") {
    parsed.secret = bytes_in(jwk, "k");
  } else {
    parsed.pkey = pair_in(jwk);
  }
  return parsed;
}

std::string required_members(EVP_PKEY* key, KeyKind kind) {
  if (kind == KeyKind::rsa) {
    return json::dump({{"e", encoded(key, OSSL_PKEY_PARAM_RSA_E)},
                       {"kty", "RSA"},
                       {"n", encoded(key, OSSL_PKEY_PARAM_RSA_N)}});
  }
  if (kind == KeyKind::ed25519) {
    return json::dump(
        {{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", base::to_base64url(raw_public(key))}});
  }
  const auto& curve = curve_of(kind);
  return json::dump({{"crv", curve.jwk},
                     {"kty", "EC"},
                     {"x", encoded(key, OSSL_PKEY_PARAM_EC_PUB_X, curve.size)},
                     {"y", encoded(key, OSSL_PKEY_PARAM_EC_PUB_Y, curve.size)}});
}

}  // namespace crypto
