#pragma once

#include <string>
#include <string_view>

namespace letters {

/// What a text looks like (UTS #39 section 4): two texts that look alike have the same skeleton. It
/// is nothing to be shown. Throws base::Error (unavailable) when ICU cannot be loaded.
std::string skeleton_of(std::string_view text);

/// Whether it mixes scripts that people do not mix (UTS #39 section 5.2, "highly restrictive": one
/// script, or Latin with Chinese, Japanese or Korean), or digits of several scripts. Throws
/// likewise.
bool mixes_scripts(std::string_view text);

}  // namespace letters
