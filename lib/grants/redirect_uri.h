#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace grants {

/// Whether a client may register this URI: it must be absolute, with https, http for a loopback
/// address, "localhost" or a host of a local network, or a private scheme (RFC 8252 section 7); no
/// fragment, no user, no control or non-ASCII character, no backslash, at most 2048 bytes; or
/// "urn:ietf:wg:oauth:2.0:oob".
bool may_be_registered(std::string_view uri);

/// What whoever registers a URI should know of it.
enum class Caution {
  none,
  localhost,       ///< a name, where an address would be safer (RFC 8252 section 8.3)
  plain_http,      ///< whoever is in the network can read the code
  private_scheme,  ///< any other program may take it (RFC 8252 section 8.6)
};
Caution caution_about(std::string_view uri);

/// A sentence for it; empty for none.
std::string_view words_of(Caution caution);

/// Whether a URI of a request is one that was registered: byte for byte; only the port of a
/// loopback address (127.0.0.1, [::1], localhost; http) may differ (RFC 8252 section 7.3).
bool is_registered(std::string_view uri, const std::vector<std::string>& registered);

/// The rule for exchanges (exchange.h): equal to a registered URI, or below one at a segment
/// boundary, with the same scheme, host and port, and nothing that a browser would resolve to
/// somewhere else.
bool is_below_registered(std::string_view uri, const std::vector<std::string>& registered);

/// The origin of a page at this URI, as browsers write it (RFC 6454 section 6.1): "https://host".
/// Of this machine without a port, since any port is the same client there. Nothing where there is
/// no page: a private scheme, or no URI that could be registered.
std::optional<std::string> web_origin_of(std::string_view uri);

/// `uri` with these parameters appended to its query.
std::string with_parameters(std::string_view uri,
                            const std::vector<std::pair<std::string, std::string>>& parameters);

}  // namespace grants
