#pragma once

#include <string>
#include <string_view>

#include "gateway/request.h"

namespace pages {

/// The parameters of what lies behind a page: of `target`, a path of ours that it leads to. None of
/// one that cannot be read.
gateway::Fields query_behind(std::string_view target);

/// Who the client behind a page thinks will sign in (OpenID Connect Core section 3.1.2.1,
/// login_hint); empty: it does not say.
std::string hinted_login(std::string_view target);

/// The languages in which a client, whose request this is or lies behind it, wants its people to
/// read (ui_locales), as a list for choose_language(); empty: it does not say.
std::string wanted_languages(const gateway::Request& request);

}  // namespace pages
