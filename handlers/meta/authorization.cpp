#include "meta/authorization.h"

#include "accounts/identity/profiles.h"
#include "accounts/proof/sessions.h"
#include "base/error.h"
#include "base/url.h"
#include "grants/admission.h"
#include "grants/delegation.h"
#include "meta/refusal_words.h"
#include "pages/prompts.h"

namespace meta {

using gateway::Fields;
using gateway::Method;
using gateway::Response;
using grants::Exchange;
using guards::Access;

namespace {

constexpr std::string_view kScopeField = "scope:";

std::string text(const Fields& fields, std::string_view name) {
  return std::string(fields.find(name).value_or(""));
}

Exchange::Request request_in(const Fields& fields) {
  const auto redirect_uri = fields.find("redirect_uri");
  const auto scopes = text(fields, "scopes");
  return {.client_id = text(fields, "client_id"),
          .redirect_uri = redirect_uri ? std::optional<std::string>(*redirect_uri) : std::nullopt,
          .scopes = scopes.empty() ? text(fields, "scope") : scopes,
          .state = text(fields, "state")};
}

/// Those whose boxes are ticked.
model::Scopes ticked(const Fields& form) {
  std::vector<model::Scope> scopes;
  for (const auto& field : form) {
    if (!field.name.starts_with(kScopeField)) continue;
    auto scope = model::Scope::parse(std::string_view(field.name).substr(kScopeField.size()));
    if (scope) scopes.push_back(*std::move(scope));
  }
  return model::Scopes(std::move(scopes));
}

std::vector<std::string> names_of(const model::Scopes& scopes) {
  std::vector<std::string> names;
  for (const auto& scope : scopes) names.push_back(scope.canonical());
  return names;
}

}  // namespace

void Authorization::mount(guards::Api& api) {
  api.add(*this,
          {{Method::get, "/oauth/authorize", Access::session, &Authorization::ask},
           {Method::post, "/oauth/authorize", Access::session_form, &Authorization::decide}});
}

Response Authorization::ask(const router::Call& call, const model::Session& session) {
  const auto plan = deps_.exchange.plan(
      request_in(pages::read_asked(deps_.keeper, pages::brought(call.request)).fields));
  if (plan.fault) return refuse(call.request, plan);
  if (!deps_.exchange.is_admitted(plan, session.account)) throw grants::no_verified_address();
  if (call.request.method == Method::head) return Response::html("");  // nobody could read it
  if (deps_.exchange.is_approved(plan, session.account)) {
    return approve(call.request, plan, session, plan.scopes);
  }
  return show_consent(call.request, plan, session);
}

Response Authorization::decide(const router::Call& call, const model::Session& session) {
  const auto form = call.request.form();
  const auto asked = pages::read_asked(deps_.keeper, pages::brought(call.request));
  const auto plan = deps_.exchange.plan(request_in(asked.fields));
  if (plan.fault || !form.find("accept")) return refuse(call.request, plan);
  return approve(call.request, plan, session, ticked(form));
}

Response Authorization::show_consent(const gateway::Request& request, const Exchange::Plan& plan,
                                     const model::Session& session) {
  return pages::show_consent(deps_.renderer, request,
                             {.action = request.path,
                              .client_name = plan.client.name,
                              .client_host = std::string(base::receiver_of(plan.redirect_uri)),
                              .redirect_uri = plan.redirect_uri,
                              .username = deps_.profiles.of(session.account).username,
                              .scopes = names_of(plan.scopes),
                              .descriptions = deps_.delegation.descriptions(plan.scopes),
                              .choosable = true,
                              .form_token = deps_.sessions.form_token(session),
                              .hidden = {{"client_id", plan.client.id},
                                         {"redirect_uri", plan.redirect_uri},
                                         {"scopes", plan.request.scopes},
                                         {"state", plan.request.state}}});
}

Response Authorization::refuse(const gateway::Request& request, const Exchange::Plan& plan) {
  const auto details = plan.fault ? words_of(*plan.fault) : std::string();
  return pages::send_on(deps_.renderer, request, deps_.exchange.refusal(plan, details));
}

Response Authorization::approve(const gateway::Request& request, const Exchange::Plan& plan,
                                const model::Session& session, const model::Scopes& allowed) {
  const auto approved = deps_.exchange.approve(plan, session, allowed, deps_.origin_of(request));
  if (!approved.location.empty()) {
    return pages::send_on(deps_.renderer, request, approved.location);
  }
  return pages::show_code(deps_.renderer, request, plan.client.name, approved.exchange);
}

}  // namespace meta
