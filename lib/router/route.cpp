#include "router/route.h"

#include <algorithm>

namespace router {

std::string_view Call::segment(std::string_view name) const {
  const auto found = std::find_if(segments.begin(), segments.end(),
                                  [&](const auto& segment) { return segment.first == name; });
  return found == segments.end() ? std::string_view{} : found->second;
}

}  // namespace router
