#include "oauth/validation.h"

#include "accounts/identity/profiles.h"
#include "grants/access.h"
#include "grants/errors.h"
#include "grants/id_tokens.h"
#include "oauth/authentication.h"
#include "oauth/views.h"

namespace oauth_api {

using gateway::Method;
using gateway::Request;
using gateway::Response;
using guards::Access;

namespace {

Response json_answer(std::string text) {
  return {200, {{"Content-Type", "application/json; charset=utf-8"}}, std::move(text)};
}

/// As the document has it: no token is a malformed request.
std::string documented_token(const Request& request, bool hardened) {
  if (auto token = presented_token(request, hardened)) return *std::move(token);
  throw grants::invalid_request("Access token is not found");
}

}  // namespace

void Validation::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/oauth2/validate", Access::anyone, &Validation::validate},
                  {Method::get, "/oauth2/info", Access::anyone, &Validation::info},
                  {Method::get, "/userinfo", Access::anyone, &Validation::user_info},
                  {Method::post, "/userinfo", Access::anyone, &Validation::user_info}});
  api.share("/userinfo", router::any_page);
}

// Whole sites ask this for each of their requests: one look into the database, and no more.
Response Validation::validate(const router::Call& call) {
  const auto token = documented_token(call.request, deps_.hardened);
  return json_answer(validation_view(holder_of(token), deps_.issuer));
}

Response Validation::info(const router::Call& call) {
  const auto holder = holder_of(documented_token(call.request, deps_.hardened));
  return json_answer(info_view(deps_.profiles.of(holder.token.account), holder.token.scopes));
}

// OpenID Connect Core section 5.3.
Response Validation::user_info(const router::Call& call) {
  const auto token = presented_token(call.request, true);
  if (!token) throw base::Error(base::ErrorCode::unauthorized);
  const auto holder = holder_of(*token);
  if (!holder.token.scopes.fulfil("openid")) throw grants::insufficient_scope("openid");
  const auto account = deps_.profiles.of(holder.token.account);
  return Response::json(grants::IdTokens::user_info(account, holder.token.scopes));
}

model::TokenHolder Validation::holder_of(const std::string& token) {
  if (auto holder = deps_.access.validate(token)) return *std::move(holder);
  throw grants::invalid_token("The access token is not found");
}

}  // namespace oauth_api
