#pragma once

#include <string>
#include <string_view>

namespace config {

/// An http(s) URL without fault in its parts, as those of a configuration are compared; all empty
/// for a text that is none.
struct Address {
  std::string scheme;  ///< "https", in lower case like the host
  std::string host;
  std::string port;  ///< ":8080", empty when it is the scheme's own
  std::string path;  ///< "" or "/auth", without a slash at its end
};
Address address_of(std::string_view url);

/// What is wrong with an http(s) URL that we make links from; empty when nothing is.
/// `allow_query`: whether it may have a query and a slash at its end.
std::string_view http_url_fault(std::string_view url, bool allow_query);

/// "HOST", "HOST:PORT" or "[V6]:PORT"; `port_needed`: whether the port may be left out.
bool is_host_and_port(std::string_view text, bool port_needed);

/// A numeric address, or one with the length of a prefix behind a '/'.
bool is_address_block(std::string_view text);

}  // namespace config
