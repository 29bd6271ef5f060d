#pragma once

#include "base/text.h"

namespace base {

/// Whether the text is not empty and consists of runs of these characters with single dots between
/// them.
inline bool is_dotted(std::string_view text, const Characters& allowed) {
  char before = '.';
  for (const char c : text) {
    if (c == '.' ? before == '.' : !allowed.has(c)) return false;
    before = c;
  }
  return before != '.';
}

}  // namespace base
