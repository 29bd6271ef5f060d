#include "daemon/privileges.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace daemonize {
namespace {

constexpr auto kNobody = static_cast<uid_t>(-1);
constexpr auto kNoGroup = static_cast<gid_t>(-1);

constexpr auto kOnlyRoot =
    "Only root can become server.user and server.group; leave both empty when somebody else starts "
    "doorward.";

void must(int result, const char* call) {
  if (result == 0) return;
  throw base::Error(base::ErrorCode::internal, {kOnlyRoot},
                    {std::string(call) + ": " + std::strerror(errno)});
}

bool is_already(const Identity& wanted) {
  const bool same_user =
      wanted.user == kNobody || (getuid() == wanted.user && geteuid() == getuid());
  const bool same_group =
      wanted.group == kNoGroup || (getgid() == wanted.group && getegid() == getgid());
  return same_user && same_group;
}

/// Verifies that the process cannot become root again: otherwise it has dropped nothing.
void verify(const Identity& wanted) {
  const bool way_back = wanted.user != kNobody && wanted.user != 0 && setuid(0) == 0;
  if (!way_back && is_already(wanted)) return;
  throw base::Error(base::ErrorCode::internal, {"The privileges were not dropped for good."});
}

}  // namespace

Identity identity_of(const std::string& user, const std::string& group) {
  Identity out;
  if (!user.empty()) {
    const passwd* entry = getpwnam(user.c_str());
    if (entry == nullptr) {
      throw base::Error(base::ErrorCode::invalid_argument, {"There is no user \"" + user + "\"."});
    }
    out.user = entry->pw_uid;
    out.group = entry->pw_gid;
  }
  if (!group.empty()) {
    const ::group* entry = getgrnam(group.c_str());
    if (entry == nullptr) {
      throw base::Error(base::ErrorCode::invalid_argument,
                        {"There is no group \"" + group + "\"."});
    }
    out.group = entry->gr_gid;
  }
  return out;
}

Identity owner_of(const std::string& directory) {
  auto path = std::filesystem::absolute(directory);
  struct stat found {};
  while (stat(path.c_str(), &found) != 0 && path.has_relative_path()) path = path.parent_path();
  const passwd* entry = getpwuid(found.st_uid);
  return {found.st_uid, entry == nullptr ? found.st_gid : entry->pw_gid};
}

std::string name_of_user(uid_t user) {
  const passwd* entry = getpwuid(user);
  return entry == nullptr ? "#" + std::to_string(user) : entry->pw_name;
}

void check_drop(const Identity& wanted) {
  if (geteuid() == 0 || is_already(wanted)) return;
  throw base::Error(base::ErrorCode::internal, {kOnlyRoot});
}

void drop_privileges(const Identity& wanted) {
  if (is_already(wanted)) return;
  must(setgroups(0, nullptr), "setgroups");
  if (wanted.group != kNoGroup) must(setgid(wanted.group), "setgid");
  if (wanted.user != kNobody) must(setuid(wanted.user), "setuid");
  verify(wanted);
}

}  // namespace daemonize
