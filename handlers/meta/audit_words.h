#pragma once

#include <string_view>

namespace meta {

/// What this API calls an event of the audit log; one that it has no word for keeps its name.
std::string_view action_of(std::string_view event);

}  // namespace meta
