#include <algorithm>

#include "base/encoding.h"
#include "crypto/jws_header.h"
#include "crypto/jwt.h"
#include "json/json.h"

namespace crypto {
namespace {

JwsVerdict refused(std::string reason) { return JwsVerdict(Refusal{std::move(reason)}); }

// The three parts of a compact token, decoded.
struct Parts {
  std::string_view signed_text;  ///< the first two, with the dot between
  std::string header, payload, signature;
};

std::optional<Parts> split(std::string_view token) {
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == token.npos || first == last) return std::nullopt;
  auto header = base::from_base64url(token.substr(0, first));
  auto payload = base::from_base64url(token.substr(first + 1, last - first - 1));
  auto signature = base::from_base64url(token.substr(last + 1));
  if (!header || !payload || !signature) return std::nullopt;
  return Parts{token.substr(0, last), std::move(*header), std::move(*payload),
               std::move(*signature)};
}

bool contains(const std::vector<Algorithm>& allowed, Algorithm algorithm) {
  return std::find(allowed.begin(), allowed.end(), algorithm) != allowed.end();
}

JwsVerdict verify_parts(Parts parts, const JwsHeader& header, const KeySet& keys) {
  const auto candidates = keys.candidates(header.kid);
  if (candidates.empty()) return JwsVerdict(Refusal{"unknown key", true});
  bool fits = false;
  for (const auto* key : candidates) {
    if (!key->accepts(*header.algorithm)) continue;
    fits = true;
    if (key->verify(*header.algorithm, parts.signed_text, parts.signature)) {
      return JwsVerdict(SignedText{std::move(parts.header), std::move(parts.payload)});
    }
  }
  return JwsVerdict(Refusal{fits ? "signature" : "algorithm", !header.kid});
}

}  // namespace

std::string sign_jws(const SigningKey& key, std::string_view payload, std::string_view typ) {
  json::Value header{{"alg", name_of(key.algorithm())}};
  if (!key.kid().empty()) header["kid"] = key.kid();
  if (!typ.empty()) header["typ"] = typ;
  const auto text = base::to_base64url(json::dump(header)) + "." + base::to_base64url(payload);
  return text + "." + base::to_base64url(key.sign(text));
}

JwsVerdict verify_jws(std::string_view token, const KeySet& keys,
                      const std::vector<Algorithm>& allowed) {
  if (token.size() > kLongestJwt) return refused("too long");
  auto parts = split(token);
  if (!parts) return refused("malformed");
  const auto header = parse_jws_header(parts->header);
  if (!header.refused.empty()) return refused(header.refused);
  if (!header.algorithm || !contains(allowed, *header.algorithm)) return refused("algorithm");
  return verify_parts(std::move(*parts), header, keys);
}

}  // namespace crypto
