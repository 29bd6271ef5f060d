#pragma once

#include <string_view>

#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"
#include "pages/renderer.h"

namespace pages {

/// Whether somebody sits before it who can read a page: it asks for HTML.
bool is_browser(const gateway::Request& request);

/// The error of a request that no API has an answer for, nor a shape for its errors: a page for a
/// browser; for a program a JSON object of the error's name as "status", a "message", and, where
/// the fault is ours, the "request_id".
gateway::Response show_stray(const Renderer& renderer, const base::Error& error,
                             const gateway::Request& request, std::string_view request_id);

}  // namespace pages
