#pragma once

#include <cstddef>
#include <string_view>

#include "gateway/request.h"

namespace gateway {

/// Decodes application/x-www-form-urlencoded text: a body, or the query of a URI. Fields are kept
/// in order; one without '=' has an empty value; only '&' separates. Throws base::Error:
/// payload_too_large over either bound, invalid_argument for a broken %XX, a NUL or bad UTF-8.
Fields parse_form(std::string_view text, std::size_t most_bytes, std::size_t most_fields);

/// Decodes multipart/form-data (RFC 7578) with the boundary that the content type names. Files are
/// left out. Throws base::Error: payload_too_large over either bound, invalid_argument when it is
/// malformed, for a NUL, and for bad UTF-8.
Fields parse_multipart(std::string_view body, std::string_view content_type, std::size_t most_bytes,
                       std::size_t most_fields);

/// Throws base::Error (invalid_argument) for a decoded name or value that is no text.
void refuse_unfit_text(std::string_view decoded);

/// Splits a Cookie header (RFC 6265 section 5.4). Values stay as sent; pairs without '=' are left
/// out. Throws base::Error (payload_too_large) over the bound.
Fields parse_cookies(std::string_view header, std::size_t most_cookies);

}  // namespace gateway
