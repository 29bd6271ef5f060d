#pragma once

#include <string>

/// Where the tests find what they test. Functions, not macros from the command line, so that
/// compiled objects can be shared between checkouts.

/// The absolute path of a file of the source tree, which is named from its root:
/// "deploy/quickstart".
std::string source_path(const std::string& name);

/// The absolute path of the program that was built.
std::string program_path();
