#include "meta/exchange.h"

#include "grants/delegation.h"
#include "grants/exchange.h"
#include "json/json.h"
#include "meta/forms.h"
#include "meta/views.h"

namespace meta {

using gateway::Method;
using gateway::Response;
using guards::Access;

namespace {

std::string scopes_view(const model::Scopes& scopes) {
  for (const auto& scope : scopes) {
    if (scope.is_everything()) return "*";
  }
  return scopes.canonical_text();
}

Response show(const grants::Delegation::Verified& verified) {
  return Response::json(json::dump(
      {{"expires", timestamp(verified.expires_at)}, {"scopes", scopes_view(verified.scopes)}}));
}

grants::Clients::Credentials credentials_in(const Form& form, Faults& faults) {
  return {form.required_text("client_id", faults), form.required_text("client_secret", faults)};
}

}  // namespace

void Exchange::mount(guards::Api& api) {
  api.add(*this, {{Method::post, "/oauth/exchange", Access::anyone, &Exchange::redeem},
                  {Method::post, "/oauth/token/verify", Access::anyone, &Exchange::verify}});
  if (deps_.hardened) return;
  api.add(*this,
          {{Method::post, "/oauth/token/{token}", Access::anyone, &Exchange::verify_in_path}});
}

Response Exchange::redeem(const router::Call& call) {
  const Form form(call.request);
  Faults faults;
  const auto credentials = credentials_in(form, faults);
  const auto exchange = form.required_text("exchange", faults);
  faults.refuse();
  const auto token = deps_.exchange.redeem(credentials, exchange, deps_.origin_of(call.request));
  return Response::json(
      json::dump({{"token", token.text}, {"expires", timestamp(token.expires_at)}}));
}

Response Exchange::verify(const router::Call& call) {
  const Form form(call.request);
  Faults faults;
  const auto credentials = credentials_in(form, faults);
  const auto token = form.required_text("oauth_token", faults);
  const auto url = form.text("revocation_url", faults).value_or("");
  faults.refuse();
  return show(deps_.delegation.verify(credentials, token, url));
}

Response Exchange::verify_in_path(const router::Call& call) {
  const Form form(call.request);
  Faults faults;
  const auto credentials = credentials_in(form, faults);
  const auto url = form.text("revocation_url", faults).value_or("");
  faults.refuse();
  return show(deps_.delegation.verify(credentials, call.segment("token"), url));
}

}  // namespace meta
