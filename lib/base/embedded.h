#pragma once

#include <span>
#include <string_view>

namespace base {

/// A file that travels inside the binary (see cmake/Embed.cmake). Both views live for ever.
struct EmbeddedFile {
  std::string_view name;  ///< path below the folder that was embedded
  std::string_view text;
};

}  // namespace base
