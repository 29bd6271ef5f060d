#pragma once

#include <string>

/// Whether this process could write something, without writing it. Each throws
/// base::Error (internal) that says what is in the way.

/// False as well for what this user cannot see.
bool is_there(const std::string& path);

/// A directory that files can be made in, or that can be made itself with those
/// above it.
void require_directory(const std::string& path);

/// A file that can be written to, or made in a directory that is there.
void require_file(const std::string& path);

/// A file that can be read.
void require_readable(const std::string& path);
