#include "writable.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"
#include "daemon/privileges.h"

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& what) {
  throw base::Error(base::ErrorCode::internal, {what + "."});
}

std::string me() { return daemonize::name_of_user(geteuid()); }

fs::path parent_of(const std::string& path) { return fs::absolute(path).parent_path(); }

bool is_a_directory(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

void require_access(const fs::path& folder) {
  if (access(folder.c_str(), W_OK | X_OK) == 0) return;
  refuse(me() + " may not make files in " + folder.string() + " (" + std::strerror(errno) + ")");
}

}  // namespace

bool is_there(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

void require_directory(const std::string& path) {
  auto there = fs::absolute(path);
  while (!is_there(there) && there.has_relative_path()) there = there.parent_path();
  if (!is_a_directory(there)) refuse(there.string() + " is not a directory");
  require_access(there);
}

void require_file(const std::string& path) {
  if (is_a_directory(path)) refuse(path + " is a directory");
  const auto folder = parent_of(path);
  if (!is_a_directory(folder)) refuse("The directory " + folder.string() + " is not there");
  if (!is_there(path)) return require_access(folder);
  if (access(path.c_str(), W_OK) == 0) return;
  refuse(me() + " may not write to " + path + " (" + std::strerror(errno) + ")");
}

void require_readable(const std::string& path) {
  if (is_a_directory(path)) refuse(path + " is a directory");
  if (access(path.c_str(), R_OK) == 0) return;
  refuse(me() + " cannot read " + path + " (" + std::strerror(errno) + ")");
}
