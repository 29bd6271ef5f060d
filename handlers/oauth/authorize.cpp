#include "oauth/authorize.h"

#include "accounts/identity/profiles.h"
#include "accounts/proof/sessions.h"
#include "base/url.h"
#include "grants/admission.h"
#include "grants/errors.h"
#include "grants/redirect_uri.h"
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

// As the document has it, for programs.
constexpr std::size_t kShortestState = 20;
constexpr std::size_t kLongestState = 600;

std::string text(const Fields& fields, std::string_view name) {
  return std::string(fields.find(name).value_or(""));
}

Authorization::Request parse(const pages::Asked& asked) {
  const auto& fields = asked.fields;
  const auto uri = text(fields, "redirect_uri");
  return {.client_id = text(fields, "client_id"),
          .redirect_uri = uri.empty() ? std::nullopt : std::optional(uri),
          .response_type = text(fields, "response_type"),
          .response_mode = text(fields, "response_mode"),
          .scope = text(fields, "scope"),
          .state = text(fields, "state"),
          .code_challenge = text(fields, "code_challenge"),
          .code_challenge_method = text(fields, "code_challenge_method"),
          .nonce = text(fields, "nonce"),
          .prompt = text(fields, "prompt"),
          .max_age = text(fields, "max_age"),
          .id_token_hint = text(fields, "id_token_hint"),
          .asked_at = asked.at};
}

/// A parameter of an extension that we do not have, and how its client is told.
struct Unsupported {
  const char* name;
  const char* error;
};

constexpr Unsupported kUnsupported[] = {
    {"request", "request_not_supported"},          // OpenID Connect Core section 6
    {"request_uri", "request_uri_not_supported"},  // never fetched
    {"registration", "registration_not_supported"},
    {"authorization_details", "invalid_authorization_details"},  // RFC 9396
    {"dpop_jkt", "invalid_request"}};                            // RFC 9449

/// Whoever asks for something by them would else take what they get for it.
void refuse_unsupported(Authorization::Plan& plan, const Fields& fields) {
  for (const auto& [name, error] : kUnsupported) {
    if (text(fields, name).empty()) continue;
    plan.error = error;
    plan.description = "This server does not support the parameter " + std::string(name) + ".";
  }
}

void require_documented_state(const std::string& state) {
  if (state.size() >= kShortestState && state.size() <= kLongestState) return;
  throw Error(ErrorCode::invalid_argument, {"A state has 20 to 600 characters."})
      .about("invalid_state")
      .under("authorization.state");
}

/// What the document has programs told at once, instead of sending them back to the client: among
/// it that they may ask for nothing but a code.
void refuse_as_documented(const Authorization::Plan& plan) {
  const bool other_type =
      plan.error == "unsupported_response_type" || plan.request.response_type == "id_token";
  if (plan.error.empty() && !other_type) return;
  throw Error(ErrorCode::invalid_argument,
              {plan.error.empty() ? "The response_type must be code." : plan.description})
      .about(other_type ? "invalid_grant" : plan.error);
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
                  {Method::post, "/oauth2/authorize", Access::request_or_form, &Authorize::take}});
}

Response Authorize::ask(const router::Call& call) { return answer(call.request); }

// A client's own form (OpenID Connect Core section 3.1.2.1), or that of a consent. Browsers send no
// cookie along with a form of another site, so it comes back as a link, with which they do.
Response Authorize::take(const router::Call& call, const guards::Sender& sender) {
  const auto& request = call.request;
  if (sender.session) return decide(request, *sender.session);
  if (!is_browser(request)) return answer(request);
  plan_of(pages::read_asked(deps_.keeper,
                            pages::brought(request)));  // nothing is kept for who is no client
  return Response::see_other(pages::way_back(deps_.keeper, request, pages::Keeping::always));
}

Response Authorize::answer(const Request& request) {
  const auto session = session_of(request);
  const bool documented = !deps_.hardened && !is_browser(request);
  if (!session && !is_browser(request)) throw nobody_is_signed_in();
  const auto asked = pages::read_asked(deps_.keeper, pages::brought(request));
  if (documented) require_documented_state(text(asked.fields, "state"));
  auto plan = plan_of(asked);
  if (documented) refuse_as_documented(plan);
  if (request.method == Method::head) return Response::html("");  // and no code for nobody to read
  return go_on(request, plan, session);
}

Response Authorize::go_on(const Request& request, Plan& plan,
                          const std::optional<model::Session>& session) {
  switch (deps_.authorization.next(plan, session)) {
    case Authorization::Next::sign_in:
      return sign_in(request, plan);
    case Authorization::Next::verify:
      throw grants::no_verified_address();
    case Authorization::Next::consent:
      return pages::is_consent(request) ? approve(request, plan, *session)
                                        : ask_owner(request, plan, *session);
    case Authorization::Next::approve:
      return approve(request, plan, *session);
    default:
      return send_on(request, deps_.authorization.refusal(plan));
  }
}

// The form of the consent.
Response Authorize::decide(const Request& request, const model::Session& session) {
  const auto form = request.form();
  auto plan = plan_of(pages::read_asked(deps_.keeper, pages::brought(request)));
  if (form.find("accept") && !form.find("reject")) return go_on(request, plan, session);
  return send_on(request, deps_.authorization.refusal(plan));
}

// Somebody may be signed in, but not recently enough for the client, or not whom it means.
Response Authorize::sign_in(const Request& request, const Plan& plan) const {
  if (!is_browser(request)) throw nobody_is_signed_in();
  const auto keeping =
      Authorization::asks_who_is_there(plan) ? pages::Keeping::always : pages::Keeping::when_long;
  return Response::see_other(pages::leading_back(deps_.base_path + pages::kSignInPage,
                                                 pages::way_back(deps_.keeper, request, keeping)) +
                             "&again=yes");
}

Authorize::Plan Authorize::plan_of(const pages::Asked& asked) {
  auto plan = deps_.authorization.plan(parse(asked));
  refuse_unsupported(plan, asked.fields);
  return plan;
}

Response Authorize::approve(const Request& request, const Plan& plan,
                            const model::Session& session) {
  return send_on(request,
                 deps_.authorization.approve(plan, session, plan.scopes, deps_.origin_of(request)));
}

Response Authorize::send_on(const Request& request, const grants::Answer& answer) const {
  if (answer.by_form) {
    return pages::show_form(deps_.renderer, request, answer.redirect_uri, answer.parameters);
  }
  return pages::send_on(deps_.renderer, request,
                        grants::with_parameters(answer.redirect_uri, answer.parameters));
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
  for (const auto& field : pages::brought(request))
    form.hidden.emplace_back(field.name, field.value);
  return pages::show_consent(deps_.renderer, request, form);
}

std::optional<model::Session> Authorize::session_of(const Request& request) {
  return deps_.cookie.find(request, deps_.sessions);
}

}  // namespace oauth_api
