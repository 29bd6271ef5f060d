#include "oauth/tokens.h"

#include <algorithm>

#include "oauth/errors.h"
#include "oauth/signed_headers.h"
#include "oauth/views.h"

namespace oauth_api {

using gateway::Method;
using gateway::Request;
using gateway::Response;
using oauth::Issued;
using router::Access;

/// A request for tokens, read.
struct Tokens::Asked {
  const Request& request;
  const Parameters& parameters;
  accounts::Origin origin;
  bool documented;  ///< in the dialect of the oauth API's document
};

struct Tokens::Grant {
  std::string_view name;
  Issued (Tokens::*give)(const Asked&);
};

namespace {

Response not_kept(std::string json) {
  return Response::json(std::move(json))
      .with_header("Cache-Control", "no-store")
      .with_header("Pragma", "no-cache");
}

}  // namespace

void Tokens::mount(router::Api& api) {
  api.add(*this,
          {{Method::post, "/oauth2/access_token", Access::anyone, &Tokens::give_as_documented},
           {Method::post, "/oauth2/token", Access::anyone, &Tokens::give},
           {Method::post, "/oauth2/introspect", Access::anyone, &Tokens::introspect},
           {Method::post, "/oauth2/revoke", Access::anyone, &Tokens::revoke}});
}

const Tokens::Grant* Tokens::grant_named(std::string_view name) {
  static constexpr Grant kGrants[] = {{model::kCodeGrant, &Tokens::by_code},
                                      {model::kRefreshGrant, &Tokens::by_refresh_token},
                                      {model::kClientGrant, &Tokens::by_client},
                                      {model::kPasswordGrant, &Tokens::by_password},
                                      {model::kSignatureGrant, &Tokens::by_signature}};
  const auto* found = std::find_if(std::begin(kGrants), std::end(kGrants),
                                   [&](const Grant& grant) { return grant.name == name; });
  if (found == std::end(kGrants)) {
    throw oauth::unsupported_grant_type("This grant_type is not supported.");
  }
  return found;
}

Response Tokens::give_as_documented(const router::Call& call) {
  return give(call.request,
              deps_.hardened ? Parameters::Body::form : Parameters::Body::form_or_json);
}

Response Tokens::give(const router::Call& call) {
  return give(call.request, Parameters::Body::form);
}

Response Tokens::give(const Request& request, Parameters::Body body) {
  const Parameters parameters(request, body);
  const auto* grant = grant_named(parameters.required("grant_type"));
  const auto issued = (this->*grant->give)({.request = request,
                                            .parameters = parameters,
                                            .origin = deps_.origin_of(request),
                                            .documented = body != Parameters::Body::form});
  return not_kept(issued_view(issued));
}

Issued Tokens::by_code(const Asked& asked) {
  const auto& given = asked.parameters;
  const auto client = client_of(asked);
  return deps_.tokens.by_code(client, given.required("code"), given.find("redirect_uri"),
                              given.text("code_verifier"), asked.origin);
}

Issued Tokens::by_refresh_token(const Asked& asked) {
  const auto client = client_of(asked);
  return deps_.tokens.by_refresh_token(client, asked.parameters.required("refresh_token"),
                                       asked.parameters.text("scope"), asked.origin);
}

Issued Tokens::by_client(const Asked& asked) {
  return deps_.tokens.by_client(client_of(asked), asked.parameters.text("scope"));
}

Issued Tokens::by_password(const Asked& asked) {
  const auto& given = asked.parameters;
  const auto client = client_of(asked);
  return deps_.tokens.by_password(client, given.required("username"), given.required("password"),
                                  given.text("scope"), asked.origin);
}

// Here Authorization holds the signature, and a client may name itself.
Issued Tokens::by_signature(const Asked& asked) {
  const auto signature = read_signed_headers(asked.request);
  const auto credentials = asked.parameters.client_in_body();
  const auto client =
      credentials ? std::optional(deps_.clients.authenticate(*credentials)) : std::nullopt;
  return deps_.tokens.by_signature(client, signature, asked.parameters.text("scope"), asked.origin);
}

Response Tokens::introspect(const router::Call& call) {
  const Parameters parameters(call.request, Parameters::Body::form);
  const auto client = client_of(call.request, parameters);
  const auto found = deps_.access.introspect(client, parameters.required("token"));
  return not_kept(introspection_view(found, deps_.issuer));
}

Response Tokens::revoke(const router::Call& call) {
  const Parameters parameters(call.request, Parameters::Body::form);
  const auto client = client_of(call.request, parameters);
  deps_.access.revoke(client, parameters.required("token"), deps_.origin_of(call.request));
  return Response::ok();
}

model::Client Tokens::client_of(const Asked& asked) {
  if (asked.documented && !asked.parameters.client(asked.request)) {
    throw oauth::invalid_request("The client does not name itself.");
  }
  return client_of(asked.request, asked.parameters);
}

model::Client Tokens::client_of(const Request& request, const Parameters& parameters) {
  const auto credentials = parameters.client(request);
  if (!credentials) throw oauth::invalid_client("The client does not name itself.");
  return deps_.clients.authenticate(*credentials);
}

}  // namespace oauth_api
