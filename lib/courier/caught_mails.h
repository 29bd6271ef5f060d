#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "courier/mime_reader.h"

namespace courier {

/// The newest mails of those that FileChannel has written into `directory`, newest first, at most
/// so many. A directory or a file that cannot be read has none.
std::vector<ReadMail> caught_mails(const std::string& directory, std::size_t at_most);

}  // namespace courier
