#pragma once

#include <string>

#include "origin.h"
#include "pages/renderer.h"

namespace pages {

/// What every page works with; the renderer outlives it.
struct Site {
  const Renderer& renderer;
  OriginOf origin_of;
  std::string base_path;  ///< of all our own links: "" or "/auth"
  std::string home;       ///< where somebody goes who has signed in
};

}  // namespace pages
