#pragma once

#include <string_view>

#include "gateway/request.h"
#include "portal/cookie.h"

namespace portal {

/// Refuses (forbidden) a change that a page of another site asks for in the name of a visitor, as
/// their browser tells in Sec-Fetch-Site and Origin: only pages of our own origin may, and those of
/// the hosts that share the cookie. Programs that are no browsers send neither header and pass.
void require_own_site(const gateway::Request& request, const CookieScope& scope);

/// Whether a page of this origin is of a host that shares the cookie, so that it may read our
/// answers with it: over https, unless we are over http ourselves.
bool may_read(std::string_view origin, const CookieScope& scope);

}  // namespace portal
