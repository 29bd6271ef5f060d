#include "oauth/metadata.h"

#include "json/json.h"
#include "model/grant_names.h"

namespace oauth_api {

using gateway::Method;
using gateway::Response;
using guards::Access;

void Metadata::mount(guards::Api& api) {
  api.add(
      *this,
      {{Method::get, "/.well-known/oauth-authorization-server", Access::anyone, &Metadata::show},
       {Method::get, "/.well-known/openid-configuration", Access::anyone, &Metadata::show}});
}

Response Metadata::show(const router::Call& /*call*/) {
  const json::Value with_secret{"client_secret_basic", "client_secret_post"};
  const json::Value any_client{"client_secret_basic", "client_secret_post", "none"};
  const auto at = [this](const char* path) { return settings_.endpoints + path; };
  const json::Value object{
      {"issuer", settings_.issuer},
      {"authorization_endpoint", at("/oauth2/authorize")},
      {"token_endpoint", at("/oauth2/token")},
      {"userinfo_endpoint", at("/userinfo")},
      {"introspection_endpoint", at("/oauth2/introspect")},
      {"revocation_endpoint", at("/oauth2/revoke")},
      {"jwks_uri", settings_.keys},
      {"scopes_supported", settings_.scopes},
      {"response_types_supported", json::Value::array({"code"})},
      {"response_modes_supported", json::Value::array({"query"})},
      {"grant_types_supported", model::kPublishedGrants},
      {"code_challenge_methods_supported", json::Value::array({"S256"})},
      {"token_endpoint_auth_methods_supported", any_client},
      {"revocation_endpoint_auth_methods_supported", any_client},
      {"introspection_endpoint_auth_methods_supported", with_secret},
      {"authorization_response_iss_parameter_supported", true},
      {"subject_types_supported", json::Value::array({"public"})},
      {"id_token_signing_alg_values_supported", json::Value::array({settings_.algorithm})},
      {"claims_supported",
       {"iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "name",
        "preferred_username", "email", "email_verified"}},
      {"prompt_values_supported", {"none", "login", "consent", "select_account"}},
      {"claims_parameter_supported", false},
      {"request_parameter_supported", false},
      {"request_uri_parameter_supported", false}};
  return Response::json(json::dump(object));
}

}  // namespace oauth_api
