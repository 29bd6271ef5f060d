#pragma once

#include "support/web_servers.h"

/// Web servers that let doorward, which they have behind them, guard other parts of the site: with
/// the guarded*.conf files that we ship. Below www there is what they guard, "members/page.html".

/// nginx. Behind /reports/ is a program that answers with the X-Auth-* headers that reached it:
/// "id|user|email|client|scope".
extern const Setup kNginxGuarded;

/// Apache with mod_oauth2, which asks about tokens with a client of its own; guards
/// "reports/2026.html".
extern const Setup kApacheOAuth2;

/// Apache with mod_auth_openidc, which sends browsers to us and gets ID tokens.
extern const Setup kApacheOpenIdc;
