#pragma once

#include <string>

#include "base/place.h"
#include "config/forward.h"

namespace wiring {

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

/// The path that names and passwords are sent to: the oauth API's, where it is mounted first.
std::string sign_in_path(const config::Config& config);

/// Where a browser goes after a sign-in that was on its way to nowhere else.
std::string home_path(const config::Config& config);

/// public_url without a slash at its end: how the OAuth2 server calls itself.
std::string issuer(const config::Config& config);

/// The URL below which an API answers that has this place: "https://example.org/prefix".
std::string url_of_place(const config::Config& config, const std::string& text);

/// A place as the configuration has it, moved below base_path(). A place with a host other than
/// that of public_url stays as it is. Throws base::Error (invalid_argument) for a text that is no
/// place.
base::Place place_below_base(const config::Config& config, const std::string& text);

}  // namespace wiring
