#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/keys.h"

namespace config {

/// Where a key's value came from: "doorward.toml:7", or a variable's name.
using Origins = std::map<std::string, std::string, std::less<>>;

/// Reads a TOML file into `config`. Errors become faults with file and line.
void read_file(const std::string& path, Config& config, Origins& origins,
               std::vector<Fault>& faults);

/// Sets a key that was read at `origin`, or reports what is wrong with its value.
void take(const Key& key, Value value, const std::string& origin, Config& config, Origins& origins,
          std::vector<Fault>& faults);

/// Whether there are keys in a section of this name: "server", "tiers.free".
bool is_section(std::string_view name);

/// ", did you mean ...?" with the key that was probably meant, in words; empty when none is near.
std::string suggestion(std::string_view unknown);

}  // namespace config
