#include "courier/caught_mails.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <system_error>

#include "base/file.h"

namespace courier {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 256 * 1024;

/// Lists complete mails only: one that is still being written has another name, and a symbolic link
/// is not ours.
std::vector<fs::path> files_in(const std::string& directory) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (fs::directory_iterator at(directory, failure), end; !failure && at != end;
       at.increment(failure)) {
    const bool is_file = fs::is_regular_file(at->symlink_status(failure));
    if (is_file && at->path().extension() == ".eml") files.push_back(at->path());
  }
  return files;
}

}  // namespace

std::vector<ReadMail> caught_mails(const std::string& directory, std::size_t at_most) {
  auto files = files_in(directory);  // their names are ids, which sort by time
  std::sort(files.begin(), files.end(), std::greater<>());
  if (files.size() > at_most) files.resize(at_most);
  std::vector<ReadMail> mails;
  mails.reserve(files.size());
  for (const auto& file : files)
    mails.push_back(read_mime(base::read_file(file, kMostBytes).value_or("")));
  return mails;
}

}  // namespace courier
