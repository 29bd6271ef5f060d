#pragma once

#include "config/forward.h"
#include "origin.h"
#include "pages/renderer.h"
#include "pages/session_cookie.h"
#include "pages/site.h"
#include "templates/templates.h"

namespace wiring {

/// What all that a browser is shown has in common.
struct Site {
  /// The configuration outlives it. Throws base::Error (invalid_argument) for a template of the
  /// site that does not parse.
  explicit Site(const config::Config& config);
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  const templates::Templates texts;
  const pages::Renderer renderer;
  const OriginOf origin_of;
  const pages::Site page;  ///< what every page works with
  const pages::SessionCookie session_cookie;
};

}  // namespace wiring
