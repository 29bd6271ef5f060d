#pragma once

/// For headers that only pass a configuration on: whoever reads a field of it includes config.h.
namespace config {

struct Config;

}  // namespace config
