#include "oauth/metadata.h"

#include "json/json.h"
#include "model/grant_names.h"

namespace oauth_api {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

/// OpenID Connect Discovery section 3: RS256 must be among them, and clients look for it.
json::Value signing_algorithms(const std::string& ours) {
  auto all = json::Value::array({ours});
  if (ours != "RS256") all.push_back("RS256");
  return all;
}

}  // namespace

void Metadata::mount(guards::Api& api) { mount_before("", api); }

void Metadata::mount_before(const std::string& path, guards::Api& api) {
  for (const auto* place :
       {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"}) {
    api.add(*this, {{Method::get, place + path, Access::anyone, &Metadata::show}});
    api.share(place + path, router::any_page);
  }
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
      {"response_types_supported", json::Value::array({"code", "id_token"})},
      {"response_modes_supported", json::Value::array({"query", "form_post"})},
      {"grant_types_supported", model::kPublishedGrants},
      {"code_challenge_methods_supported", json::Value::array({"S256"})},
      {"token_endpoint_auth_methods_supported", any_client},
      {"revocation_endpoint_auth_methods_supported", any_client},
      {"introspection_endpoint_auth_methods_supported", with_secret},
      {"authorization_response_iss_parameter_supported", true},
      {"subject_types_supported", json::Value::array({"public"})},
      {"id_token_signing_alg_values_supported", signing_algorithms(settings_.algorithm)},
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
