#pragma once

#include "support/web_servers.h"

/// Web servers that let doorward, which they have behind them, guard other parts of the site: with
/// the guarded*.conf files that we ship. Below "guarded" there is what they guard:
/// "members/page.html", and PHP pages, which answer "page ran" and what they are told of the
/// caller, and in whose text, which nobody may see, stands "kept back". PHP is PhpFpm
/// (support/php.h).

/// nginx, whose server block has nothing else. Behind /reports/ is a program that answers with the
/// X-Auth-* headers that reached it: "id|user|email|client|scope". By the name other.example.org
/// answers a site with the same document root, and no guard.
extern const Setup kNginxGuarded;
/// The same in a server block like Debian's, with PHP.
extern const Setup kNginxGuardedDebian;
/// The same with all that a careless site could have beside it: rewritten paths, error pages with
/// status 200, "satisfy any", slashes that are not merged.
extern const Setup kNginxGuardedCareless;

/// Apache with mod_oauth2, which asks about tokens with a client of its own; guards
/// "reports/2026.html".
extern const Setup kApacheOAuth2;

/// Apache with mod_auth_openidc, which sends browsers to us and gets ID tokens.
extern const Setup kApacheOpenIdc;
