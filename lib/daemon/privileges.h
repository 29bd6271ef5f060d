#pragma once

#include <sys/types.h>

#include <string>

namespace daemonize {

/// A user id and a group id. -1 means "unchanged", as for chown(2), and stands for an empty name.
/// When only a user is named, the group is that user's own.
struct Identity {
  uid_t user = static_cast<uid_t>(-1);
  gid_t group = static_cast<gid_t>(-1);
};

/// Throws base::Error (invalid_argument) for a name that nobody has.
Identity identity_of(const std::string& user, const std::string& group);

/// The owner of this directory, who may make and change files in it; while it does not exist, the
/// owner of its nearest existing parent. The group is that user's own.
Identity owner_of(const std::string& directory);

/// A user's name, such as "doorward"; "#1234" for a user without a name.
std::string name_of_user(uid_t user);

/// Throws base::Error (internal) when this process cannot become this user and group.
void check_drop(const Identity& wanted);

/// Becomes this user and group for good, without supplementary groups. Changes nothing for -1, or
/// when the process is both already. Throws base::Error (internal) when the kernel refuses.
void drop_privileges(const Identity& wanted);

}  // namespace daemonize
