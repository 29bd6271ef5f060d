#pragma once

#include <string>

#include "base/error.h"

namespace meta {

/// What this API says about a refusal, by the rule that refused; empty when it has no words of its
/// own for that.
std::string words_of(const base::Error& refusal);

/// The member of the body that it is about, as this API names it; empty: none in particular.
std::string field_of(const base::Error& refusal);

}  // namespace meta
