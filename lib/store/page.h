#pragma once

#include <limits>

namespace store {

/// The greatest id of a page that begins at `start`, inclusive; a negative one: at the newest.
inline long long first_of_page(long long start) {
  return start < 0 ? std::numeric_limits<long long>::max() : start;
}

}  // namespace store
