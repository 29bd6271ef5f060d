#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace gateway {

/// How much time there is for something that comes in pieces: `grace`, and longer as it goes on at
/// `least_rate` bytes a second, but never longer than `most`.
struct Pace {
  std::chrono::seconds grace;
  std::size_t least_rate;
  std::chrono::seconds most;

  std::chrono::seconds time_for(std::size_t moved) const {
    const std::chrono::seconds earned(moved / std::max<std::size_t>(least_rate, 1));
    return std::min(grace + earned, most);
  }
};

}  // namespace gateway
