#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "courier/mime_reader.h"

namespace courier {

/// The newest mails that FileChannel has written into `directory`, newest first, at most `at_most`.
/// A directory or file that cannot be read counts as empty.
std::vector<ReadMail> caught_mails(const std::string& directory, std::size_t at_most);

}  // namespace courier
