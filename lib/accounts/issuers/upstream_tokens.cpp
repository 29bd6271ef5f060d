#include "accounts/issuers/upstream_tokens.h"

#include <algorithm>

#include "accounts/issuers/upstream_address.h"
#include "accounts/refusals.h"
#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "json/json.h"

namespace accounts {
namespace {

constexpr std::size_t kRemembered = 1024;
constexpr std::size_t kLongestName = 255;          // of an issuer or a subject, in bytes
constexpr double kLastSecond = 253'402'300'799.0;  // of the year 9999

base::Error refused(std::string reason) {
  return unknown_token("token.not_vouched_for", "upstream token: " + std::move(reason));
}

// What a database keeps and compares as it is: MariaDB takes no notice of blanks at the end.
bool is_sound_name(std::string_view name) {
  return name.size() <= kLongestName && !name.starts_with(' ') && !name.ends_with(' ') &&
         !base::has_control(name);
}

std::string name_in(const json::Value& claims, const char* claim) {
  if (!claims.contains(claim)) return {};
  const auto text = json::text_member(claims, claim);
  if (!text || !is_sound_name(*text)) throw refused(std::string("unfit ") + claim);
  return std::string(*text);
}

// verify_jwt() has seen that it is a number, where it is.
std::optional<base::Time> time_in(const json::Value& claims, const char* claim) {
  const auto found = claims.find(claim);
  if (found == claims.end()) return std::nullopt;
  const auto seconds = std::clamp(found->get<double>(), 0.0, kLastSecond);
  return base::from_millis(static_cast<std::int64_t>(seconds * 1000));
}

}  // namespace

UpstreamTokens::UpstreamTokens(UpstreamKeys& keys, cache::Terms terms, const crypto::Seal& seal,
                               Settings settings)
    : keys_(keys),
      clock_(terms.clock),
      seal_(seal),
      settings_(std::move(settings)),
      known_(terms, kRemembered) {}

UpstreamClaims UpstreamTokens::verify(std::string_view token) {
  if (!keys_.has_provider()) {
    if (!std::exchange(told_, true)) {
      base::log::warning("portal.no_provider", {{"do", "set portal.jwks_url"}});
    }
    throw refused("no provider");
  }
  return *known_.get(token, [&] {
    auto claims = claims_of(token);
    const auto until = claims.expires_at.value_or(base::Time::max());
    return std::optional(cache::Fact<UpstreamClaims>{std::move(claims), {}, until});
  });
}

UpstreamClaims UpstreamTokens::claims_of(std::string_view token) {
  const auto verdict = check(token);
  if (!verdict) throw refused(verdict.refusal().reason);
  const auto claims = json::parse_object(verdict.text().payload);
  UpstreamClaims found{.issuer = name_in(claims, "iss"),
                       .subject = name_in(claims, "sub"),
                       .expires_at = time_in(claims, "exp"),
                       .email = email_answered_for(claims),
                       .said_at = time_in(claims, "iat").value_or(base::Time{})};
  if (found.subject.empty()) throw refused("no sub");
  return found;
}

std::chrono::seconds UpstreamTokens::remaining(base::Time expires_at) const {
  const auto left = std::chrono::floor<std::chrono::seconds>(expires_at - clock_.now());
  return std::clamp<std::chrono::seconds>(left, std::chrono::seconds{1}, std::chrono::days{400});
}

// With the keys that there are, then with those that another process has fetched, then with those
// that we fetch.
crypto::JwsVerdict UpstreamTokens::check(std::string_view token) {
  auto verdict = check_with(keys_.current(), token);
  if (!verdict && verdict.refusal().unknown_key && keys_.reload()) {
    verdict = check_with(keys_.current(), token);
  }
  if (!verdict && verdict.refusal().unknown_key && keys_.fetch()) {
    verdict = check_with(keys_.current(), token);
  }
  return verdict;
}

crypto::JwsVerdict UpstreamTokens::check_with(const crypto::KeySet& keys,
                                              std::string_view token) const {
  const crypto::ClaimRules rules{.issuer = settings_.issuer,
                                 .audience = settings_.audience,
                                 .needs_expiry = false,
                                 .leeway = settings_.clock_skew};
  return crypto::verify_jwt(token, keys, settings_.algorithms, rules, clock_.now());
}

}  // namespace accounts
