#pragma once

#include <exception>
#include <string>

#include "config/forward.h"
#include "daemon/privileges.h"

/// Whose the files of a service are. All that works in its directory works as one user: a file that
/// root has made there is one that the service cannot open.

/// Somebody else would have to do this.
class WrongUser : public std::exception {
 public:
  WrongUser(std::string user, std::string why) : user_(std::move(user)), why_(std::move(why)) {}

  const std::string& user() const { return user_; }  ///< who could
  const char* what() const noexcept override { return why_.c_str(); }

 private:
  std::string user_;
  std::string why_;
};

/// Whom the service works as: server.user and server.group; without them the owner of the directory
/// (of the nearest one above it while it is not there), or of what a service has made in it that
/// may write to a directory of root's. Throws base::Error (invalid_argument) for names that nobody
/// has.
daemonize::Identity owner_of_service(const config::Config& config);

/// Makes the directory of the configuration for that user when it is not there. Throws base::Error
/// (internal) when it cannot.
void make_owned_directory(const config::Config& config);

/// Becomes that user for good when root runs this process, and keeps what it makes to that user.
/// Throws WrongUser when neither root nor that user runs it.
void become_owner(const config::Config& config);

/// Throws base::Error (conflict), with the line to type, when a file of the service is there that
/// this process may not use.
void require_usable_files(const config::Config& config);
