#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/algorithm.h"

/// The header of a signed token (RFC 7515 section 4). For the .cpp files of this folder only.
namespace crypto {

struct JwsHeader {
  std::string refused;  ///< the reason, as in Refusal; empty when the header is accepted
  std::optional<Algorithm> algorithm;
  std::optional<std::string> kid;
};

/// Reads only alg and kid. Refuses what is not one JSON object without duplicates, a member of the
/// wrong type, and the extensions "crit" and "b64".
JwsHeader parse_jws_header(std::string_view json);

/// Whether the header's "typ" is this one, ignoring case and a leading "application/" (RFC 7515
/// section 4.1.9).
bool has_type(std::string_view header, std::string_view type);

}  // namespace crypto
