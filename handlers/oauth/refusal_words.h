#pragma once

#include <string>

#include "base/error.h"

namespace oauth_api {

/// What this API says about a refusal, by the rule that refused: its document's words where it has
/// some, else the public text.
std::string words_of(const base::Error& refusal);

}  // namespace oauth_api
