#pragma once

#include <string>
#include <utility>
#include <vector>

/// A configuration of tests/interop/files in which {name} stands for each of these values.
using Values = std::vector<std::pair<std::string, std::string>>;
std::string filled_in(const std::string& file, const Values& values);

/// Whom programs of a test run as (Command::as_nobody), as their configurations name them.
std::string user_of_programs();
std::string group_of_programs();
