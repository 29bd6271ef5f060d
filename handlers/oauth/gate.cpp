#include "oauth/gate.h"

#include <algorithm>

#include "accounts/identity/profiles.h"
#include "accounts/names.h"
#include "accounts/proof/sessions.h"
#include "accounts/proof/tokens.h"
#include "base/error.h"
#include "base/text.h"
#include "grants/access.h"
#include "pages/session_cookie.h"

namespace oauth_api {

using base::Error;
using base::ErrorCode;
using gateway::Method;
using gateway::Request;
using gateway::Response;
using guards::Access;

namespace {

/// The scopes that the web server wants. One that cannot be read is fulfilled by nobody.
model::Scopes needed_scopes(const Request& request) {
  const auto text = request.query.find("scope").value_or("");
  auto scopes = model::Scopes::parse(text);
  if (!scopes)
    throw Error(ErrorCode::forbidden, {}, {"the scope asked for is none"})
        .under("gate.scope_malformed");
  return *std::move(scopes);
}

/// Whether a token came along, in whatever dialect and however malformed.
bool brings_token(const Request& request) {
  const auto credentials = request.authorization().value_or("");
  const auto scheme = credentials.substr(0, credentials.find(' '));
  constexpr std::string_view kSchemes[] = {"bearer", "oauth", "token"};
  return std::any_of(std::begin(kSchemes), std::end(kSchemes),
                     [&](auto known) { return base::equals_ignoring_case(scheme, known); });
}

/// A name may be beyond ASCII; no part of one is a control character (accounts/names.h).
bool is_plain(std::string_view value) { return base::is_utf8(value) && !base::has_control(value); }

void add(Response& response, const char* name, const std::string& value) {
  if (value.empty()) return;
  if (!is_plain(value))
    throw Error(ErrorCode::forbidden, {}, {"a value that no header can have"})
        .under("gate.value_unfit");
  response.headers.emplace_back(name, value);
}

}  // namespace

void Gate::mount(guards::Api& api) {
  // A web server may ask in the method of its own client. The 204 that every OPTIONS gets elsewhere
  // would let anybody pass: nginx takes each 2xx for a yes.
  api.add(*this, {{Method::get, "/auth", Access::anyone, &Gate::ask},
                  {Method::options, "/auth", Access::anyone, &Gate::ask}});
}

Response Gate::ask(const router::Call& call) {
  const auto found = passer(call.request);
  if (!found) throw Error(ErrorCode::unauthorized).under("gate.nobody");
  const auto needed = needed_scopes(call.request);
  if (found->scopes && !found->scopes->contain(needed))
    throw Error(ErrorCode::forbidden).under("token.scope");
  require_admitted(*found, needed);
  auto response = Response::ok();
  add(response, "X-Auth-Id", found->id);
  add(response, "X-Auth-User", found->user);
  add(response, "X-Auth-Email", found->email);
  add(response, "X-Auth-Client", found->client);
  if (found->scopes) add(response, "X-Auth-Scope", found->scopes->text());
  return response;
}

// A client's own token stands for nobody: it is good for what was meant for programs, which is what
// the web server names a scope for.
void Gate::require_admitted(const Passer& passer, const model::Scopes& needed) const {
  if (deps_.admits_anyone) return;
  if (!passer.is_person() && needed.empty())
    throw Error(ErrorCode::forbidden).under("gate.no_person");
  if (passer.is_person() && !passer.verified) {
    throw Error(ErrorCode::forbidden)
        .about(std::string(kAddressMissing))
        .under("gate.address_missing");
  }
}

// A token that came along counts, and the sign-in of the browser behind it then does not: two
// readers of one request must not see two people.
std::optional<Gate::Passer> Gate::passer(const Request& request) {
  if (const auto token = request.bearer_token()) return holder(*token);
  if (brings_token(request)) return std::nullopt;
  const auto session = deps_.cookie.find(request, deps_.sessions);
  return session ? std::optional(owner(session->account)) : std::nullopt;
}

Gate::Passer Gate::holder(std::string_view text) {
  const auto found = deps_.access.validate(text);
  if (!found) return owner(deps_.account_tokens.authenticate(text).account);
  const auto& [token, username, email, verified] = *found;
  const bool nobody = token.account == base::Id();
  return {.id = nobody ? "" : token.account.text(),
          .user = accounts::name_for_others(username, email, verified),
          .email = email.value_or(""),
          .client = token.client,
          .scopes = token.scopes,
          .verified = verified};
}

Gate::Passer Gate::owner(const base::Id& id) {
  const auto account = deps_.profiles.of(id);
  const bool verified = model::has_verified_address(account);
  return {.id = account.id.text(),
          .user = accounts::name_for_others(account.username, account.email, verified),
          .email = account.email.value_or(""),
          .client = {},
          .scopes = {},
          .verified = verified};
}

}  // namespace oauth_api
