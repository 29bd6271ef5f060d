#include "accounts/issuers/jwt_tokens.h"

#include <algorithm>

#include "accounts/audit.h"
#include "accounts/context.h"
#include "accounts/identity/plain_accounts.h"
#include "accounts/identity/user_errors.h"
#include "accounts/proof/opening.h"
#include "base/encoding.h"
#include "base/error.h"
#include "crypto/jwt.h"
#include "json/json.h"
#include "model/usage.h"
#include "store/accounts.h"
#include "store/duplicate.h"
#include "store/revoked_tokens.h"

namespace accounts {
namespace {

using crypto::Algorithm;

constexpr auto kAccess = "access_token";
constexpr auto kRefresh = "refresh_token";
constexpr auto kPassword = "password";

constexpr std::size_t kRemembered = 1024;

// The key decides: each is bound to its own algorithm.
const std::vector<Algorithm> kAllowed(crypto::kAllAlgorithms.begin(), crypto::kAllAlgorithms.end());

// 32 hex digits.
std::string hex(const base::Id& id) {
  auto text = id.text();
  std::erase(text, '-');
  return text;
}

json::Value claims_of(const model::Account& account, std::int64_t now,
                      std::chrono::seconds lifetime) {
  return {{"user", account.username}, {"exp", now + lifetime.count()}, {"nbf", now}, {"iat", now}};
}

std::optional<UserToken::Type> type_in(const json::Value& claims) {
  const auto type = json::text_member(claims, "token_type");
  if (type == kAccess) return UserToken::Type::access;
  if (type == kRefresh) return UserToken::Type::refresh;
  return std::nullopt;
}

// Nothing for claims that are not as we make them: the key may be in use elsewhere.
std::optional<UserToken> token_in(const json::Value& claims, const std::string& payload) {
  const auto type = type_in(claims);
  const auto user = json::text_member(claims, "user");
  const auto account = base::Id::parse(json::text_member(claims, "sub").value_or(""));
  const auto id = base::Id::parse(json::text_member(claims, "jti").value_or(""));
  const auto exp = json::integer_member(claims, "exp");
  if (!type || !user || !account || !id || !exp) return std::nullopt;
  return UserToken{.type = *type,
                   .user = std::string(*user),
                   .account = *account,
                   .id = *id,
                   .expires_at = base::Time{std::chrono::seconds{*exp}},
                   .by_password = json::text_member(claims, "authentication_method") == kPassword,
                   .payload = payload};
}

bool was_ended(const base::Id& token, const model::Account& account) {
  return account.tokens_from && token < model::first_id_at(*account.tokens_from);
}

}  // namespace

JwtTokens::JwtTokens(Context& context, AbuseGate& gate, SigningKeys& keys, Settings settings)
    : context_(context),
      keys_(keys),
      settings_(std::move(settings)),
      check_(context, gate, {.hardened = settings_.hardened, .knows_deleted = !settings_.hardened}),
      known_(context.terms, kRemembered) {}

std::string JwtTokens::with_password(const std::string& user, std::string_view password,
                                     const Origin& origin) {
  refuse_endless(password);
  const auto checked = check_.check(user_key(user), password, origin);
  if (!checked.account && !settings_.hardened) throw user_unknown(user);
  if (!checked.proof) throw password_wrong(user);
  require_active(*checked.account);
  return access_token_of(signed_in(*checked.proof, checked.account->username, origin), kPassword);
}

// Nothing is written but that it was so: the token is only signed.
model::Account JwtTokens::signed_in(const Proof& proof, const std::string& username,
                                    const Origin& origin) {
  const auto refuse = [&](Lapse lapse) {
    const bool wrong = lapse == Lapse::gone || lapse == Lapse::changed;
    return wrong ? password_wrong(username) : user_deactivated(username);
  };
  return context_.database.transaction([&](store::Session& session) {
    return open(session, context_, proof, {"account:signed-in", "", refuse}, origin,
                [](Opening&) {});
  });
}

std::string JwtTokens::with_refresh_token(const std::string& text) {
  const auto token = refresh_token_in(text);
  const auto key = user_key(token.user);
  const auto account = context_.database.read([&](store::Session& session) {
    auto found = store::Accounts(session).by_username(key.value_or(""), context_.clock.now());
    if (!key || !found) throw user_unknown(token.user);
    if (found->id != token.account) throw token_invalid(token.user);
    if (store::RevokedTokens(session).contains(token.id)) throw token_invalid(text);
    if (was_ended(token.id, *found)) throw token_invalid(text);
    return *std::move(found);
  });
  require_active(account);
  return access_token_of(account, kRefresh);
}

// Never so old that it would be ended, though `tokens_from` lies ahead for a moment.
base::Id JwtTokens::new_id_for(const model::Account& account) {
  const auto now = context_.clock.now();
  return base::Id::make(std::max(now, account.tokens_from.value_or(now)), context_.entropy);
}

std::string JwtTokens::access_token_of(const model::Account& account, const char* method) {
  const auto now = context_.clock.now();
  auto claims = claims_of(account, base::to_seconds(now), settings_.access_lifetime);
  claims["authentication_method"] = method;
  claims["token_type"] = kAccess;
  claims["iss"] = settings_.issuer;
  claims["sub"] = account.id.text();
  claims["jti"] = new_id_for(account).text();
  return crypto::sign_jws(keys_.current(), json::dump(claims));
}

std::string JwtTokens::refresh_token(const base::Id& id, const Origin& origin) {
  const auto now = context_.clock.now();
  const auto account = context_.database.transaction([&](store::Session& session) {
    auto found = store::Accounts(session).by_id(id, now);
    if (!found) throw user_unknown("");
    require_active(*found);
    audit(session, context_, id, "account:refresh-token-made", origin);
    return *std::move(found);
  });
  auto claims = claims_of(account, base::to_seconds(now), settings_.refresh_lifetime);
  claims["token_type"] = kRefresh;
  claims["uid"] = hex(id);
  claims["iss"] = settings_.issuer;
  claims["sub"] = id.text();
  claims["jti"] = new_id_for(account).text();
  return crypto::sign_jws(keys_.current(), json::dump(claims));
}

UserToken JwtTokens::refresh_token_in(std::string_view text) {
  auto token = verified(text);
  if (!token) throw token_invalid("");
  if (token->type != UserToken::Type::refresh) throw not_a_refresh_token();
  return *std::move(token);
}

void JwtTokens::revoke(std::string_view text, const base::Id& account, const Origin& origin) try {
  const auto token = refresh_token_in(text);
  if (token.account != account) throw token_invalid("");
  context_.database.transaction([&](store::Session& session) {
    // It is valid through the second of its expiry, on a clock that may be behind ours.
    constexpr std::chrono::minutes margin{5};
    store::RevokedTokens(session).insert(token.id, account, token.expires_at + margin);
    audit(session, context_, account, "account:refresh-token-revoked", origin);
  });
} catch (const store::Duplicate&) {  // as it was wished for
}

std::optional<UserToken> JwtTokens::access_token(std::string_view text) {
  auto token = verified(text);
  if (!token || token->type != UserToken::Type::access) return std::nullopt;
  return token;
}

bool JwtTokens::is_ended(const UserToken& token) {
  return context_.database.read([&](store::Session& session) {
    const auto account = store::Accounts(session).by_id(token.account, context_.clock.now());
    return account && was_ended(token.id, *account);
  });
}

UserToken JwtTokens::check(std::string_view text) {
  auto token = verified(text);
  if (!token) throw token_invalid("");
  if (token->type != UserToken::Type::access) throw not_an_access_token();
  return *std::move(token);
}

std::optional<UserToken> JwtTokens::verified(std::string_view text) {
  return known_.get(text, [&] { return verify(text); });
}

std::optional<cache::Fact<UserToken>> JwtTokens::verify(std::string_view text) {
  const crypto::ClaimRules rules{.issuer = settings_.issuer, .audience = {}};
  json::Value claims;
  const auto check = [&](const crypto::KeySet& keys) {
    return crypto::verify_jwt(text, keys, kAllowed, rules, context_.clock.now(), &claims);
  };
  auto verdict = check(keys_.verification_keys());
  if (!verdict && verdict.refusal().unknown_key) verdict = check(keys_.refreshed_keys());
  if (!verdict) return std::nullopt;
  auto token = token_in(claims, verdict.text().payload);
  if (!token) return std::nullopt;
  const auto until = token->expires_at + std::chrono::seconds{1};  // valid through that second
  return cache::Fact<UserToken>{*std::move(token), {store::SigningKeys::subject()}, until};
}

bool looks_like_user_token(std::string_view text) try {
  const auto first = text.find('.');
  const auto last = text.rfind('.');
  if (first == text.npos || first == last || text.size() > crypto::kLongestJwt) return false;
  const auto payload = base::from_base64url(text.substr(first + 1, last - first - 1));
  return payload && type_in(json::parse_object(*payload)).has_value();
} catch (const base::Error&) {
  return false;
}

}  // namespace accounts
