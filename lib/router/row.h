#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "gateway/request.h"
#include "gateway/response.h"

namespace router {

using gateway::Method;
using gateway::Request;
using gateway::Response;

/// Who may call a route. The gatekeeper (a function given to the Router) decides it, before the
/// handler runs and from the same path that the routing used.
enum class Access {
  anyone,          ///< no credentials wanted
  gated,           ///< no credentials wanted, but the abuse gate stands before it
  proving,         ///< the handler checks a proof; over a budget every refusal is the abuse gate's
  account_token,   ///< a bearer token of the account API
  user_token,      ///< an access token of the token API
  password_token,  ///< one that a password was given for
  upstream_token,  ///< a JWT of the identity provider, whether or not it expires
  portal_account,  ///< one that expires, and the account that it stands for
  session,         ///< a browser's sign-in
  session_form,    ///< one, and its form token in the form: for whatever changes something
  scoped_token,    ///< an OAuth2 access token of an account, whatever its scopes
  profile_read,    ///< one with this scope, and so on
  profile_write,
  audit_read,
  keys_read,
  keys_write,
};

/// "anyone" and so on, for `doorward routes`.
std::string_view name_of(Access access);

/// Who the gatekeeper found; the ids are nil where the route takes anyone.
struct Caller {
  base::Id account;
  base::Id token;  ///< of whatever kind the row wants; for a session its id

  /// A JWT of the identity provider, which has been verified.
  struct Upstream {
    std::string token;    ///< whole; a secret
    std::string subject;  ///< its claim "sub"
    std::optional<base::Time> expires_at;
  };
  std::optional<Upstream> upstream = {};

  base::Id grant = {};        ///< that an OAuth2 token belongs to
  std::string scopes = {};    ///< of an OAuth2 token, between spaces
  std::string client = {};    ///< that an OAuth2 token was made for; empty: made by its owner
  std::string username = {};  ///< of an OAuth2 token's account

  /// What the client is told in place of whatever the handler refuses.
  std::optional<base::Error> otherwise = {};
};

/// A request on its way to a handler. Lives as long as the handler runs.
struct Call {
  const Request& request;
  Caller caller;
  std::string_view request_id;  ///< names this request in the log
  std::vector<std::pair<std::string_view, std::string_view>> segments;  ///< {name} and its value

  /// The value of {name} in the row's path; empty when the row has none of that name.
  std::string_view segment(std::string_view name) const;
};

/// One route: verb, path, who may call it, and the function that answers. No field has a default:
/// a row that forgets one does not compile. A path segment "{name}" takes any one segment,
/// "~{name}.txt" one that begins and ends so; "{name...}" at the end takes the rest, slashes and
/// all.
template <typename Handler>
struct Row {
  Row(Method verb, std::string_view route_path, Access who,
      Response (Handler::*function)(const Call&))
      : method(verb), path(route_path), access(who), answer(function) {}

  Method method;
  std::string_view path;
  Access access;
  Response (Handler::*answer)(const Call&);
};

}  // namespace router
