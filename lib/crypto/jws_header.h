#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/algorithm.h"

/// The header of a signed token (RFC 7515 section 4). For the .cpp files of this folder only.
namespace crypto {

struct JwsHeader {
  std::string refused;  ///< why, as Refusal says; empty when the rest counts
  std::optional<Algorithm> algorithm;
  std::optional<std::string> kid;
};

/// Reads alg and kid alone. Refuses what is not one JSON object without duplicates, a member of the
/// wrong type, and the extensions "crit" and "b64".
JwsHeader parse_jws_header(std::string_view json);

/// Whether the header's "typ" is this one; case and "application/" do not count (RFC 7515 section
/// 4.1.9).
bool has_type(std::string_view header, std::string_view type);

}  // namespace crypto
