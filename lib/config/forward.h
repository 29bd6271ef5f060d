#pragma once

/// Forward declarations for headers that only pass a configuration on; include config.h to read its
/// fields.
namespace config {

struct Config;
struct Loaded;

}  // namespace config
