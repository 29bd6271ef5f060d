#include "oauth/tokens.h"

#include "grants/access.h"
#include "grants/clients.h"
#include "grants/errors.h"
#include "grants/token_endpoint.h"
#include "oauth/signed_headers.h"
#include "oauth/views.h"

namespace oauth_api {

using gateway::Method;
using gateway::Request;
using gateway::Response;
using guards::Access;

namespace {

Response not_kept(std::string json) {
  return Response::json(std::move(json))
      .with_header("Cache-Control", "no-store")
      .with_header("Pragma", "no-cache");
}

grants::Clients::Credentials credentials_of(const Request& request, const Form& form) {
  auto credentials = form.client(request);
  if (!credentials) throw grants::invalid_client("The client does not name itself.");
  return *std::move(credentials);
}

/// RFC 9449: who sends a proof wants tokens that nobody else can use, and would take ours for such.
void refuse_bound_tokens(const Request& request) {
  if (request.headers.all("dpop").empty()) return;
  throw grants::invalid_request("DPoP is not supported: leave the header out for a bearer token.");
}

}  // namespace

void Tokens::mount(guards::Api& api) {
  api.add(*this,
          {{Method::post, "/oauth2/access_token", Access::anyone, &Tokens::give_as_documented},
           {Method::post, "/oauth2/token", Access::anyone, &Tokens::give},
           {Method::post, "/oauth2/introspect", Access::anyone, &Tokens::introspect},
           {Method::post, "/oauth2/revoke", Access::anyone, &Tokens::revoke}});
  // A page of a client asks for its own tokens from where people come back to.
  const auto pages_of_clients = [this](std::string_view origin) {
    return deps_.clients.has_origin(origin) ? router::Readers::page : router::Readers::nobody;
  };
  for (const auto* path : {"/oauth2/access_token", "/oauth2/token", "/oauth2/revoke"}) {
    api.share(path, pages_of_clients);
  }
}

Response Tokens::give_as_documented(const router::Call& call) {
  return give(call.request, deps_.hardened ? Form::Body::form : Form::Body::form_or_json);
}

Response Tokens::give(const router::Call& call) { return give(call.request, Form::Body::form); }

Response Tokens::give(const Request& request, Form::Body body) {
  const Form form(request, body);
  refuse_bound_tokens(request);
  auto& type = deps_.token_endpoint.grant_type(form.required("grant_type"));
  const bool documented = body != Form::Body::form;
  return not_kept(issued_view(deps_.token_endpoint.give(
      type, {.find = [&](auto name) { return form.find(name); },
             .signed_headers = [&] { return read_signed_headers(request); },
             .client = client_of(type, request, form, documented),
             .origin = deps_.origin_of(request)})));
}

Response Tokens::introspect(const router::Call& call) {
  const Form form(call.request, Form::Body::form);
  const auto client = deps_.clients.recognize(credentials_of(call.request, form));
  const auto found = deps_.access.introspect(client, form.required("token"));
  return not_kept(introspection_view(found, deps_.issuer));
}

Response Tokens::revoke(const router::Call& call) {
  const Form form(call.request, Form::Body::form);
  const auto client = client_of(call.request, form);
  deps_.access.revoke(client, form.required("token"), deps_.origin_of(call.request));
  return not_kept("{}");
}

std::optional<model::Client> Tokens::client_of(const grants::GrantType& type,
                                               const Request& request, const Form& form,
                                               bool documented) {
  if (type.client_rule() == grants::GrantType::ClientRule::optional) {
    const auto credentials = form.client_in_body();
    if (!credentials) return std::nullopt;
    return deps_.clients.authenticate(*credentials);
  }
  if (documented && !form.client(request)) {
    throw grants::invalid_request("The client does not name itself.");
  }
  return client_of(request, form);
}

model::Client Tokens::client_of(const Request& request, const Form& form) {
  return deps_.clients.authenticate(credentials_of(request, form));
}

}  // namespace oauth_api
