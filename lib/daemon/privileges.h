#pragma once

#include <sys/types.h>

#include <string>

namespace daemonize {

/// The ids behind names; -1 where the name is empty, which is what chown(2) takes for "as it is".
/// The group of a user is that user's own when none is named.
struct Identity {
  uid_t user = static_cast<uid_t>(-1);
  gid_t group = static_cast<gid_t>(-1);
};

/// Throws base::Error (invalid_argument) for a name that nobody has.
Identity identity_of(const std::string& user, const std::string& group);

/// The owner of this directory, or while it is not there of the nearest one above it that is: who
/// may make and change what is in it. The group is that user's own.
Identity owner_of(const std::string& directory);

/// "doorward", or "#1234" for a user who has no name.
std::string name_of_user(uid_t user);

/// Throws base::Error (internal) when this process cannot become them.
void check_drop(const Identity& wanted);

/// Becomes this user and group for good, without supplementary groups; -1 changes nothing, nor does
/// being both already. Throws base::Error (internal) when the kernel refuses.
void drop_privileges(const Identity& wanted);

}  // namespace daemonize
