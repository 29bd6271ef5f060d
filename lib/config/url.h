#pragma once

#include <string>
#include <string_view>

namespace config {

/// The parts of a valid http(s) URL, normalized for comparison; all empty for any other text.
struct Address {
  std::string scheme;  ///< "https", in lower case like the host
  std::string host;
  std::string port;  ///< ":8080", empty when it is the scheme's own
  std::string path;  ///< "" or "/auth", without a slash at its end
};
Address address_of(std::string_view url);

/// What is wrong with an http(s) URL that we make links from; empty when nothing is. `allow_query`:
/// whether it may have a query and a trailing slash.
std::string_view http_url_fault(std::string_view url, bool allow_query);

/// "HOST", "HOST:PORT" or "[V6]:PORT"; `port_needed`: whether the port may be left out.
bool is_host_and_port(std::string_view text, bool port_needed);

/// Whether the text is a numeric address, or one with a prefix length after a '/'.
bool is_address_block(std::string_view text);

}  // namespace config
