#pragma once

#include <initializer_list>
#include <string>

/// Prints Debian packages with the versions that are installed here, so that the test's output
/// tells what it was run with. Throws std::runtime_error when one is missing.
void tell_versions(std::initializer_list<std::string> packages);
