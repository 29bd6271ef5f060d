#pragma once

#include <optional>
#include <string_view>

#include "base/place.h"
#include "gateway/request.h"

namespace router {

using base::Place;

/// What is left of the request's path below a place, beginning with '/' (just that for the place
/// itself, with a slash at its end or without); nothing when the request is for another place.
std::optional<std::string_view> path_below(const Place& place, const gateway::Request& request);

}  // namespace router
