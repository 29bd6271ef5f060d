#pragma once

#include <stdexcept>

namespace fuzz {

/// What must hold of whatever was read. Throws std::logic_error, which is a crash to whoever tries.
inline void require(bool holds, const char* sentence) {
  if (!holds) throw std::logic_error(sentence);
}

}  // namespace fuzz
