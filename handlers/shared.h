#pragma once

#include "gatekeeper.h"
#include "origin.h"
#include "pages/renderer.h"
#include "pages/session_cookie.h"
#include "pages/site.h"
#include "use_cases.h"

/// What the APIs have in common: who is calling, and how pages look. Part of the composition root.
struct Shared {
  /// Both outlive it. Throws base::Error (invalid_argument) for a template of the site that does
  /// not parse.
  Shared(const config::Config& config, UseCases& use);
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  const templates::Templates texts;
  const pages::Renderer renderer;
  const OriginOf origin_of;
  const pages::Site site;
  const pages::SessionCookie session_cookie;
  const portal::CookieScope portal_cookie;

  // Who calls, as each API has it.
  const token::Authentication token_authentication;
  const portal::Authentication portal_authentication;
  const meta::Authentication meta_authentication;
  Gatekeeper keeper;
  const guards::Gatekeeper gatekeeper;  ///< what the rows of all APIs ask
};
