#pragma once

#include <string_view>

namespace config {

/// What is wrong with an http(s) URL that we make links from; empty when nothing is.
/// `allow_query`: whether it may have a query and a slash at its end.
std::string_view http_url_fault(std::string_view url, bool allow_query);

/// "HOST", "HOST:PORT" or "[V6]:PORT"; `port_needed`: whether the port may be left out.
bool is_host_and_port(std::string_view text, bool port_needed);

/// A numeric address, or one with the length of a prefix behind a '/'.
bool is_address_block(std::string_view text);

/// One '@' between something and something, without blanks, brackets and control characters.
bool is_mail_address(std::string_view text);

}  // namespace config
