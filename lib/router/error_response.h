#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "gateway/response.h"

namespace router {

/// The one table from error codes to HTTP statuses.
int status_of(base::ErrorCode code);

/// The sentence for a client: the error's public text, or a fixed one for its code. Errors that are
/// our fault (5xx) always get the fixed one.
std::string_view public_text_of(const base::Error& error);

/// An error as plain text: its sentence and, for a 5xx, the request id. The starting point of an
/// API's own shape.
gateway::Response plain_error(const base::Error& error, std::string_view request_id);

/// Seconds for Retry-After: the error's own time (at least 1), or a fixed one for the codes that
/// ask a client to come back; empty for all others.
std::string retry_after_of(const base::Error& error);

}  // namespace router
