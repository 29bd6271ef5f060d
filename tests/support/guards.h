#pragma once

#include "support/web_servers.h"

/// Web servers in front of doorward that also ask it who may see other parts of the site, by the
/// guarded*.conf files that we ship. What they guard is in the directory "guarded":
/// "members/page.html" and PHP pages. A PHP page that runs answers "page ran" and what it was told
/// of the caller; its source, which nobody may ever see, contains "kept back". PHP is PhpFpm
/// (support/php.h).

/// nginx with nothing else in its server block. Behind /reports/ is a program that answers with the
/// X-Auth-* headers that it received: "id|user|email|client|scope". A second site with the same
/// document root, other.example.org, has no guard.
extern const Setup kNginxGuarded;
/// The same in a server block like Debian's, with PHP.
extern const Setup kNginxGuardedDebian;
/// The same with what a careless administrator might add: rewritten paths, error pages with
/// status 200, "satisfy any", slashes that are not merged.
extern const Setup kNginxGuardedCareless;

/// Apache with mod_oauth2, which asks about tokens with a client of its own; guards
/// "reports/2026.html".
extern const Setup kApacheOAuth2;

/// Apache with mod_auth_openidc, which sends browsers to us and gets ID tokens.
extern const Setup kApacheOpenIdc;
