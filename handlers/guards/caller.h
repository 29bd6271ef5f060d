#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/clock.h"
#include "base/id.h"
#include "model/scope.h"
#include "model/session.h"

/// Who may call a route, and who calls: what the rows of all APIs say, and what their functions are
/// told. How it is found out is each API's to know, and the gatekeeper's to ask; the router knows
/// nothing of it.
namespace guards {

/// Of a route that takes anyone.
struct Nobody {};

/// Who sends a form of ours; nobody, when it is none of ours.
struct Sender {
  std::optional<model::Session> session;
};

/// Whose bearer token of the account API it is.
struct AccountCaller {
  base::Id account;
};

/// Whose access token of the token API it is.
struct TokenCaller {
  base::Id account;
};

/// A JWT of the identity provider, which has been verified.
struct UpstreamCaller {
  std::string token;  ///< whole; a secret
  std::optional<base::Time> expires_at;
};

/// The account that such a JWT stands for.
struct PortalCaller {
  base::Id account;
  std::string subject;  ///< the JWT's claim "sub"
};

/// Whose OAuth2 token it is, and what it opens.
struct MetaCaller {
  base::Id account;
  std::string username;
  base::Id grant;      ///< that the token belongs to
  std::string client;  ///< that it was made for; empty: made by its owner
  model::Scopes scopes;
};

/// What a guard has found out: per API a type of its own, and the session of a browser.
using Caller = std::variant<Nobody, model::Session, Sender, AccountCaller, TokenCaller,
                            UpstreamCaller, PortalCaller, MetaCaller>;

}  // namespace guards
