#include "wiring/gatekeeper.h"

#include "account/authentication.h"
#include "accounts/abuse_gate.h"
#include "accounts/proof/sessions.h"
#include "base/error.h"
#include "guards/same_origin.h"
#include "meta/authentication.h"
#include "pages/asked.h"
#include "pages/session_cookie.h"
#include "portal/authentication.h"
#include "token/authentication.h"

namespace wiring {

using base::Error;
using base::ErrorCode;
using guards::Caller;
using guards::Check;
using guards::Guard;
using guards::Pass;

namespace {

// Whoever is forbidden something has proved who they are, or comes from another site.
bool proves_nothing(const Error& error) {
  return error.code() == ErrorCode::unauthorized || error.code() == ErrorCode::invalid_argument;
}

/// What a scoped token must have; empty: nothing in particular.
std::string_view scope_of(const Guard& guard) {
  return guard == guards::Access::scoped_token.guard ? std::string_view() : guard.name;
}

/// As a caller of the token API.
guards::TokenCaller caller_of(const accounts::UserToken& token) { return {token.account}; }

}  // namespace

Pass Gatekeeper::admit(Guard guard, const gateway::Request& request) {
  switch (guard.check) {
    case Check::anyone:
      return {};
    case Check::form:
      require_own_form(request);
      return {};
    case Check::gated:
      deps_.gate.admit(request.client_address);
      return {};
    case Check::gated_form:
      deps_.gate.admit(request.client_address);
      require_own_form(request);
      return {};
    case Check::proving:
      return admit_prover(request, /*by_form=*/false);
    case Check::proving_form:
      return admit_prover(request, /*by_form=*/true);
    default:
      return {find_caller(guard, request)};
  }
}

Pass Gatekeeper::admit_prover(const gateway::Request& request, bool by_form) {
  Pass pass;
  try {
    deps_.gate.admit(request.client_address);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::too_many_requests) throw;
    pass.otherwise = error;
  }
  try {
    if (by_form) require_own_form(request);
  } catch (const Error& error) {
    throw pass.otherwise.value_or(error);
  }
  return pass;
}

Caller Gatekeeper::find_caller(Guard guard, const gateway::Request& request) try {
  switch (guard.check) {
    case Check::account_token:
      return deps_.account_authentication.required(request);
    case Check::user_token:
      return caller_of(deps_.token_authentication.required(request));
    case Check::password_token:
      return caller_of(deps_.token_authentication.by_password(request));
    case Check::upstream_token:
      return deps_.portal_authentication.by_token(request);
    case Check::portal_account:
      return deps_.portal_authentication.by_account(request);
    case Check::session:
      return find_session(request);
    case Check::session_form:
      return find_sender_of_form(request);
    case Check::request_or_form:
      return find_sender(request);
    default:
      return deps_.meta_authentication.required(request, scope_of(guard));
  }
} catch (const Error& error) {
  if (proves_nothing(error)) deps_.gate.admit(request.client_address);
  throw;
}

model::Session Gatekeeper::find_session(const gateway::Request& request) {
  auto session = deps_.cookie.find(request, deps_.sessions);
  if (session) return *std::move(session);
  throw Error(ErrorCode::unauthorized, {"Nobody is signed in."}).under("session.missing");
}

// Only a page of ours knows the session's form token; browsers say besides where a form comes from.
model::Session Gatekeeper::find_sender_of_form(const gateway::Request& request) {
  require_own_form(request);
  auto session = find_session(request);
  const auto form = request.form();
  const auto token = form.find("form_token").value_or("");
  if (deps_.sessions.is_form_token(session, token)) return session;
  throw Error(ErrorCode::forbidden, {"The form is out of date, or is none of ours."})
      .under("form.token");
}

guards::Sender Gatekeeper::find_sender(const gateway::Request& request) {
  if (!pages::is_consent(request)) return {};
  return {find_sender_of_form(request)};
}

void Gatekeeper::require_own_form(const gateway::Request& request) const {
  guards::require_same_origin(request, deps_.public_origin);
}

}  // namespace wiring
