#pragma once

#include <nlohmann/json_fwd.hpp>

namespace json {

/// A JSON value whose members keep their order (json.h), for declarations only.
using Value = nlohmann::ordered_json;

}  // namespace json
