#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "confined/task.h"

/// How the end of work travels through the pipe. For the .cpp files of this folder only.
namespace confined {

std::string written(const Fields& fields);
std::string written(const base::Error& error);

/// What written() wrote, and nothing more or less; else nothing. Throws the error, if it is one.
std::optional<Fields> read_back(std::string_view bytes);

}  // namespace confined
