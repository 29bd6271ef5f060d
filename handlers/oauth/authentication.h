#pragma once

#include <optional>
#include <string>

#include "gateway/request.h"

namespace oauth_api {

/// The access token of a request, in "Authorization: Bearer x" or "OAuth x", or in the query or a
/// form as access_token or oauth_token, or the same one in several of these; nothing: none.
/// Refuses: invalid_request (two that differ; `hardened`: one in the query).
std::optional<std::string> presented_token(const gateway::Request& request, bool hardened);

}  // namespace oauth_api
