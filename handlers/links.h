#pragma once

#include <string>

#include "config/config.h"
#include "router/place.h"

/// Our own address as the world sees it, read from the configuration alone: nothing that a client
/// sends (a Host header) ever gets into a link.

/// Where a mailed token is to be brought: the site's own frontend when it has configured one, else
/// our verification page. Without the token.
std::string verify_url(const config::Config& config);

/// The pages that ask for a new password, and for the confirmation of a new address. Without the
/// token.
std::string reset_url(const config::Config& config);
std::string confirm_url(const config::Config& config);

/// Scheme, host and port of public_url as browsers write an Origin: "https://example.org".
std::string public_origin(const config::Config& config);

/// The path of public_url, below which everything is mounted: "" or "/auth".
std::string base_path(const config::Config& config);

/// A place as the configuration has it, moved below base_path(). A place with a host other than
/// that of public_url stays as it is. Throws base::Error (invalid_argument) for a text that is no
/// place.
router::Place place_below_base(const config::Config& config, const std::string& text);
