#pragma once

#include <string>
#include <string_view>

namespace pages {

/// Where a form may lead besides ourselves, as sources of the policy's form-action. Browsers hold
/// every redirect that follows a form against it, those of the client's own site too; so whoever is
/// sent to an https client may go on to any https site, and only there.
std::string form_targets(std::string_view redirect_uri);

/// The same for a form that leads to `target`, a path of our own: of an authorization request
/// whatever its client may lead to, else nothing.
std::string form_targets_behind(std::string_view target);

}  // namespace pages
