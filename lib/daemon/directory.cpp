#include "daemon/directory.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"
#include "base/file.h"

namespace daemonize {
namespace {

constexpr mode_t kPermissions = 0777;
constexpr mode_t kHalfMade =
    S_IRUSR;  // marks a directory that is about to be given away; no other has this mode

base::Error refused(const std::string& path, const std::string& why) {
  return base::Error(base::ErrorCode::internal,
                     {"The directory " + path + " cannot be made: " + why + "."});
}

void make_those_above(const std::filesystem::path& path) {
  std::error_code failure;
  std::filesystem::create_directories(path.parent_path(), failure);
  if (failure) throw refused(path, failure.message());
}

bool is_ours(int directory, mode_t mode) {
  struct stat found {};
  return fstat(directory, &found) == 0 && found.st_uid == geteuid() &&
         (found.st_mode & kPermissions & ~mode) == 0;
}

}  // namespace

void make_directory(const std::string& path, mode_t mode, const Identity& owner) {
  auto whole = std::filesystem::absolute(path);
  if (!whole.has_filename()) whole = whole.parent_path();  // "/srv/doorward/"
  std::error_code ignored;
  if (std::filesystem::exists(whole, ignored)) return;
  make_those_above(whole);
  const bool given = owner.user != Identity{}.user || owner.group != Identity{}.group;
  const mode_t first = given ? kHalfMade : mode;
  if (mkdir(whole.c_str(), first) != 0) {
    if (errno == EEXIST && std::filesystem::is_directory(whole, ignored))
      return;  // made by another process
    throw refused(path, std::strerror(errno));
  }
  const base::Descriptor made(open(whole.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (made.get() < 0) throw refused(path, std::strerror(errno));
  if (!is_ours(made.get(), first)) throw refused(path, "something else has taken its place");
  if ((given && fchown(made.get(), owner.user, owner.group) != 0) ||
      fchmod(made.get(), mode) != 0) {
    throw refused(path, std::strerror(errno));
  }
}

}  // namespace daemonize
