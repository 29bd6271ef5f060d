#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace letters {

/// The canonical form of a name by the profile UsernameCaseMapped (RFC 8265 section 3.3) of
/// the IdentifierClass (RFC 8264 section 4.2): full-width and half-width characters in their usual
/// width, lower case, Normalization Form C, letters and digits of any script that keep to the rules
/// of their direction (RFC 5893). Of what is no letter and no digit only '.', '_' and '-' may stand
/// inside. Nothing when it is no such name. Throws base::Error (unavailable) when ICU cannot be
/// loaded.
std::optional<std::string> case_mapped_username(std::string_view name);

}  // namespace letters
