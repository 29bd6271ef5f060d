#pragma once

#include <string>
#include <string_view>

#include "model/forward.h"
#include "model/usage.h"

namespace portal {

/// What clients get, as JSON texts.

/// `subject`: as the identity provider calls its owner.
std::string user_view(std::string_view subject, const model::Account& account,
                      const model::UsageStats& used);

}  // namespace portal
