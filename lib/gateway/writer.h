#pragma once

#include <cstddef>
#include <string>

#include "gateway/response.h"

namespace gateway {

/// The answer in the form of CGI (RFC 3875 section 6) and FastCGI: "Status:" and the other lines,
/// then the body. An answer that must not go out, because a header is malformed or the header block
/// is longer than `most_header_bytes`, becomes a plain 500 and a line in the log.
std::string to_cgi(const Response& response, bool without_body, std::size_t most_header_bytes);

}  // namespace gateway
