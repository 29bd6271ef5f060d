#include "router/place.h"

namespace router {

std::optional<std::string_view> path_below(const Place& place, const gateway::Request& request) {
  const std::string_view path = request.path;
  if (!place.host.empty() && place.host != request.host) return std::nullopt;
  if (place.prefix == "/") return path;
  if (!path.starts_with(place.prefix)) return std::nullopt;
  const auto rest = path.substr(place.prefix.size());
  if (rest.empty()) return "/";
  if (!rest.starts_with('/')) return std::nullopt;
  return rest;
}

}  // namespace router
