#include "crypto/jwt.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "crypto/jws_header.h"
#include "json/json.h"

namespace crypto {
namespace {

constexpr std::chrono::seconds kMostLeeway{60};

JwsVerdict refused(std::string reason) { return JwsVerdict(Refusal{std::move(reason)}); }

/// A moment in a claim (RFC 7519 section 2, NumericDate).
struct Moment {
  bool sound = true;
  std::optional<double> seconds;
};

Moment moment_in(const json::Value& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end()) return {};
  if (!found->is_number() || !std::isfinite(found->get<double>())) return {false, {}};
  return {true, found->get<double>()};
}

// Empty when the token is in its time.
std::string fault_of_times(const json::Value& claims, const ClaimRules& rules, base::Time now) {
  const auto exp = moment_in(claims, "exp");
  const auto nbf = moment_in(claims, "nbf");
  const auto iat = moment_in(claims, "iat");
  if (!exp.sound || !nbf.sound || !iat.sound) return "claims";
  if (!exp.seconds && rules.needs_expiry) return "no expiry";
  const auto leeway = std::clamp(rules.leeway, std::chrono::seconds{0}, kMostLeeway);
  const auto earliest = static_cast<double>(base::to_seconds(now - leeway));
  const auto latest = static_cast<double>(base::to_millis(now + leeway)) / 1000;
  if (exp.seconds && *exp.seconds < earliest) return "expired";
  if (nbf.seconds && *nbf.seconds > latest) return "not yet valid";
  if (iat.seconds && *iat.seconds > latest) return "issued in the future";
  return {};
}

bool names_audience(const json::Value& claims, const std::string& audience) {
  const auto found = claims.find("aud");
  if (found == claims.end()) return false;
  if (!found->is_array()) return *found == audience;
  return std::find(found->begin(), found->end(), json::Value(audience)) != found->end();
}

std::string fault_of(const json::Value& claims, const ClaimRules& rules, base::Time now) {
  if (auto fault = fault_of_times(claims, rules, now); !fault.empty()) return fault;
  if (!rules.issuer.empty() && json::text_member(claims, "iss") != rules.issuer) return "issuer";
  if (!rules.audience.empty() && !names_audience(claims, rules.audience)) return "audience";
  return {};
}

}  // namespace

JwsVerdict verify_jwt(std::string_view token, const KeySet& keys,
                      const std::vector<Algorithm>& allowed, const ClaimRules& rules,
                      base::Time now, json::Value* claims) {
  auto verdict = verify_jws(token, keys, allowed);
  if (!verdict) return verdict;
  if (!rules.type.empty() && !has_type(verdict.text().header, rules.type)) return refused("type");
  try {
    auto parsed = json::parse_object(verdict.text().payload);
    auto fault = fault_of(parsed, rules, now);
    if (!fault.empty()) return refused(std::move(fault));
    if (claims != nullptr) *claims = std::move(parsed);
    return verdict;
  } catch (const base::Error&) {
    return refused("claims");
  }
}

}  // namespace crypto
