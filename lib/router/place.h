#pragma once

#include <optional>
#include <string_view>

#include "base/place.h"
#include "gateway/request.h"

namespace router {

using base::Place;

/// The rest of the request's path below a place. It begins with '/', and is just that for the place
/// itself, with or without a trailing slash. Nothing when the request is for another place.
std::optional<std::string_view> path_below(const Place& place, const gateway::Request& request);

}  // namespace router
