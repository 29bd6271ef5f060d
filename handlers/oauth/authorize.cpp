#include "oauth/authorize.h"

#include "accounts/identity/profiles.h"
#include "accounts/proof/sessions.h"
#include "base/url.h"
#include "grants/admission.h"
#include "grants/errors.h"
#include "oauth/browser.h"
#include "pages/prompts.h"
#include "pages/renderer.h"
#include "pages/session_cookie.h"

namespace oauth_api {

using base::Error;
using base::ErrorCode;
using gateway::Fields;
using gateway::Method;
using gateway::Request;
using gateway::Response;
using grants::Authorization;
using guards::Access;

namespace {

constexpr std::size_t kShortestState = 20;

std::string text(const Fields& fields, std::string_view name) {
  return std::string(fields.find(name).value_or(""));
}

Authorization::Request parse(const Fields& fields) {
  const auto uri = text(fields, "redirect_uri");
  return {.client_id = text(fields, "client_id"),
          .redirect_uri = uri.empty() ? std::nullopt : std::optional(uri),
          .response_type = text(fields, "response_type"),
          .scope = text(fields, "scope"),
          .state = text(fields, "state"),
          .code_challenge = text(fields, "code_challenge"),
          .code_challenge_method = text(fields, "code_challenge_method"),
          .nonce = text(fields, "nonce"),
          .prompt = text(fields, "prompt"),
          .max_age = text(fields, "max_age")};
}

/// OpenID Connect Core section 6: what they point to is never fetched.
void refuse_references(Authorization::Plan& plan, const Fields& fields) {
  for (const auto* name : {"request", "request_uri", "registration"}) {
    if (text(fields, name).empty()) continue;
    plan.error = std::string(name) + "_not_supported";
    plan.description = "This server reads the parameters of the request itself alone.";
  }
}

void require_documented_state(const std::string& state) {
  if (state.size() >= kShortestState && state.size() <= grants::kLongestState) return;
  throw Error(ErrorCode::invalid_argument, {"A state has 20 to 600 characters."})
      .about("invalid_state");
}

/// What the document has programs told at once, instead of sending them back to the client.
void refuse_as_documented(const Authorization::Plan& plan) {
  if (plan.error.empty()) return;
  const bool type = plan.error == "unsupported_response_type";
  throw Error(ErrorCode::invalid_argument, {plan.description})
      .about(type ? "invalid_grant" : plan.error);
}

Error nobody_is_signed_in() {
  return Error(ErrorCode::unauthorized, {"Sign in first."}).under("session.missing");
}

/// "https://app.example.org:8443/callback" to "app.example.org:8443"; of a scheme of the client's
/// own that scheme.
std::string host_of(const std::string& uri) {
  const auto receiver = base::receiver_of(uri);
  return std::string(receiver.empty() ? uri.substr(0, uri.find(':')) : receiver);
}

}  // namespace

void Authorize::mount(guards::Api& api) {
  api.add(*this, {{Method::get, "/oauth2/authorize", Access::anyone, &Authorize::ask},
                  {Method::post, "/oauth2/authorize", Access::session_form, &Authorize::answer}});
}

Response Authorize::ask(const router::Call& call) {
  const auto& request = call.request;
  const auto session = session_of(request);
  const bool documented = !deps_.hardened && !is_browser(request);
  if (!session && !is_browser(request)) throw nobody_is_signed_in();
  if (documented) require_documented_state(parse(request.query).state);
  auto plan = plan_of(request.query);
  if (documented) refuse_as_documented(plan);
  switch (deps_.authorization.next(plan, session)) {
    case Authorization::Next::sign_in:
      return sign_in(request);
    case Authorization::Next::verify:
      throw grants::no_verified_address();
    case Authorization::Next::consent:
      return ask_owner(request, plan, *session);
    case Authorization::Next::approve:
      return approve(request, plan, *session);
    default:
      return Response::see_other(deps_.authorization.refusal(plan));
  }
}

// The form of the consent.
Response Authorize::answer(const router::Call& call, const model::Session& session) {
  const auto& request = call.request;
  const auto form = request.form();
  const auto plan = plan_of(form);
  const bool accepted = plan.error.empty() && form.find("accept") && !form.find("reject");
  if (accepted) return approve(request, plan, session);
  return Response::see_other(deps_.authorization.refusal(plan));
}

// Somebody may be signed in, but not recently enough for the client.
Response Authorize::sign_in(const Request& request) const {
  if (!is_browser(request)) throw nobody_is_signed_in();
  return Response::see_other(sign_in_target(deps_.base_path, request) + "&again=yes");
}

Authorize::Plan Authorize::plan_of(const Fields& parameters) {
  auto plan = deps_.authorization.plan(parse(parameters));
  refuse_references(plan, parameters);
  return plan;
}

Response Authorize::approve(const Request& request, const Plan& plan,
                            const model::Session& session) {
  return Response::see_other(
      deps_.authorization.approve(plan, session, plan.scopes, deps_.origin_of(request)));
}

Response Authorize::ask_owner(const Request& request, const Plan& plan,
                              const model::Session& session) {
  pages::ConsentForm form{.action = request.path,
                          .client_name = plan.client.name,
                          .client_host = host_of(plan.redirect_uri),
                          .redirect_uri = plan.redirect_uri,
                          .username = deps_.profiles.of(session.account).username,
                          .scopes = {},
                          .form_token = deps_.sessions.form_token(session),
                          .hidden = {}};
  for (const auto& scope : plan.scopes) form.scopes.push_back(scope.text);
  for (const auto& field : request.query) form.hidden.emplace_back(field.name, field.value);
  return pages::show_consent(deps_.renderer, request, form);
}

std::optional<model::Session> Authorize::session_of(const Request& request) {
  return deps_.cookie.find(request, deps_.sessions);
}

}  // namespace oauth_api
