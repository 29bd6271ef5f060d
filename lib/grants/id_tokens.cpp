#include "grants/id_tokens.h"

#include "accounts/names.h"
#include "base/error.h"
#include "crypto/half_digest.h"
#include "crypto/jwt.h"
#include "json/json.h"
#include "model/account.h"

namespace grants {

IdTokens::IdTokens(const base::Clock& clock, accounts::SigningKeys& keys, Settings settings)
    : clock_(clock), keys_(keys), settings_(std::move(settings)) {}

std::string IdTokens::make(const model::Grant& grant, std::string_view nonce,
                           std::string_view access_token) {
  const auto algorithm = keys_.current().algorithm();
  return sign(grant, nonce, {{"at_hash", crypto::half_digest(algorithm, access_token)}});
}

std::string IdTokens::make(const model::Grant& grant, std::string_view nonce,
                           const model::Account& owner) {
  return sign(grant, nonce, json::parse_object(user_info(owner, grant.scopes)));
}

std::string IdTokens::sign(const model::Grant& grant, std::string_view nonce, json::Value claims) {
  const auto now = base::to_seconds(clock_.now());
  claims["iss"] = settings_.issuer;
  claims["sub"] = grant.account.text();
  claims["aud"] = grant.client;
  claims["exp"] = now + settings_.lifetime.count();
  claims["iat"] = now;
  claims["auth_time"] = base::to_seconds(grant.signed_in_at);
  if (!nonce.empty()) claims["nonce"] = nonce;
  return crypto::sign_jws(keys_.current(), json::dump(claims));
}

std::optional<std::string> IdTokens::subject_of(std::string_view id_token) try {
  static const std::vector<crypto::Algorithm> any(crypto::kAllAlgorithms.begin(),
                                                  crypto::kAllAlgorithms.end());
  auto verdict = crypto::verify_jws(id_token, keys_.verification_keys(), any);
  if (!verdict && verdict.refusal().unknown_key) {
    verdict = crypto::verify_jws(id_token, keys_.refreshed_keys(), any);
  }
  if (!verdict) return std::nullopt;
  const auto claims = json::parse_object(verdict.text().payload);
  const auto subject = json::text_member(claims, "sub");
  const bool ours = json::text_member(claims, "iss") == settings_.issuer;
  return subject && ours ? std::optional<std::string>(*subject) : std::nullopt;
} catch (const base::Error& error) {
  if (error.code() != base::ErrorCode::invalid_argument) throw;
  return std::nullopt;  // signed by a key of ours, and no claims
}

std::string IdTokens::user_info(const model::Account& account, const model::Scopes& scopes) {
  json::Value claims{{"sub", account.id.text()}};
  const auto name = accounts::name_for_others(account.username, account.email,
                                              model::has_verified_address(account));
  if (scopes.fulfil("profile") && !name.empty()) {
    claims["preferred_username"] = name;
    claims["name"] = name;
  }
  if (scopes.fulfil("email") && account.email) {
    claims["email"] = *account.email;
    claims["email_verified"] = model::has_verified_address(account);
  }
  return json::dump(claims);
}

}  // namespace grants
