#include "gatekeeper.h"

#include "base/error.h"
#include "pages/same_origin.h"

using base::Error;
using base::ErrorCode;
using router::Access;
using router::Caller;

namespace {

Caller caller_of(const accounts::UserToken& token) { return {token.account, token.id}; }
Caller caller_of(const model::Session& session) { return {session.account, session.id}; }

// Whoever is forbidden something has proved who they are, or comes from another site.
bool proves_nothing(const Error& error) {
  return error.code() == ErrorCode::unauthorized || error.code() == ErrorCode::invalid_argument;
}

}  // namespace

Caller Gatekeeper::admit(Access access, const gateway::Request& request) {
  switch (access) {
    case Access::anyone:
      return {};
    case Access::gated:
      deps_.gate.admit(request.client_address);
      return {};
    case Access::proving:
      return prover(request);
    default:
      return holder(access, request);
  }
}

Caller Gatekeeper::prover(const gateway::Request& request) {
  Caller caller;
  try {
    deps_.gate.admit(request.client_address);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::too_many_requests) throw;
    caller.otherwise = error;
  }
  return caller;
}

Caller Gatekeeper::holder(Access access, const gateway::Request& request) try {
  switch (access) {
    case Access::account_token:
      return holder_of_account_token(request);
    case Access::user_token:
      return caller_of(deps_.users.required(request));
    case Access::password_token:
      return caller_of(deps_.users.by_password(request));
    case Access::upstream_token:
      return deps_.people.by_token(request);
    case Access::portal_account:
      return deps_.people.by_account(request);
    case Access::session:
      return caller_of(session_of(request));
    case Access::session_form:
      return sender_of_form(request);
    default:
      return deps_.programs.admit(access, request);
  }
} catch (const Error& error) {
  if (proves_nothing(error)) deps_.gate.admit(request.client_address);
  throw;
}

Caller Gatekeeper::holder_of_account_token(const gateway::Request& request) {
  const auto text = request.bearer_token();
  if (!text) {
    throw Error(ErrorCode::unauthorized,
                {"Send an access token: \"Authorization: Bearer <token>\"."});
  }
  const auto token = deps_.tokens.authenticate(*text);
  return {token.account, token.id};
}

// Only a page of ours knows the session's form token; browsers say besides where a form comes from.
Caller Gatekeeper::sender_of_form(const gateway::Request& request) {
  pages::require_same_origin(request, deps_.public_origin);
  const auto session = session_of(request);
  const auto form = request.form();
  const auto token = form.find("form_token").value_or("");
  if (!deps_.sessions.is_form_token(session, token)) {
    throw Error(ErrorCode::forbidden, {"The form is out of date, or is none of ours."});
  }
  return caller_of(session);
}

model::Session Gatekeeper::session_of(const gateway::Request& request) {
  const auto cookie = deps_.cookie.read(request);
  auto session = cookie ? deps_.sessions.authenticate(*cookie) : std::nullopt;
  if (!session) throw Error(ErrorCode::unauthorized, {"Nobody is signed in."});
  return *std::move(session);
}
