#pragma once

#include <string>

#include "accounts/proof/sessions.h"
#include "gateway/request.h"
#include "pages/strays.h"

namespace oauth_api {

using pages::is_browser;

/// How the browser shows itself, for the list of its owner's sign-ins.
accounts::Sessions::Browser browser_of(const gateway::Request& request);

/// Where to go after the sign-in that this request asks for, in the form or in the query; empty:
/// nowhere, or nowhere of our own. Never throws base::Error.
std::string redirect_target(const gateway::Request& request);

/// Our page of sign-in, and the one where an address is given and proved, before something that a
/// web server guards: it says in X-Original-URI what the browser has asked for.
/// Nobody comes back to a target so long that the header of the answer would grow out of its bound.
std::string guarded_sign_in_target(const std::string& base_path, const gateway::Request& request);
std::string guarded_address_target(const std::string& base_path, const gateway::Request& request);

}  // namespace oauth_api
