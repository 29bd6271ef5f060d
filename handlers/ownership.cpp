#include "ownership.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <vector>

#include "base/error.h"
#include "config/config.h"
#include "wiring/process.h"

namespace {

namespace fs = std::filesystem;

constexpr mode_t kPrivate = 077;  // no file of ours is anybody else's, unless we say so

bool is_root() { return geteuid() == 0; }

bool is_there(const std::string& path) { return access(path.c_str(), F_OK) == 0; }

/// Every process of a service makes it, and none replaces it.
std::string first_file(const config::Config& config) { return config.directory + "/generations"; }

daemonize::Identity owner_of_directory(const config::Config& config) {
  const auto owner = daemonize::owner_of(config.directory);
  return owner.user == 0 ? daemonize::owner_of(first_file(config)) : owner;
}

/// Whoever may make files in a directory in which there are none yet may be the service as well.
bool may_work_as_it_is(const config::Config& config, const daemonize::Identity& owner) {
  if (owner.user == geteuid() || !is_there(config.directory)) return true;
  return access(config.directory.c_str(), W_OK | X_OK) == 0 && !is_there(first_file(config));
}

struct Used {
  std::string path;
  int how;  ///< as access(2) takes it
};

std::vector<Used> used_files(const config::Config& config) {
  constexpr int both = R_OK | W_OK;
  std::vector<Used> files{{config.directory, both | X_OK},
                          {config::mail_directory(config), both | X_OK},
                          {config::secret_file(config), R_OK},
                          {config.directory + "/hash-slots", both},
                          {first_file(config), both}};
  auto urls = config.usage.database;
  urls.push_back(config::database_url(config));
  constexpr std::string_view scheme = "sqlite:";
  for (const auto& url : urls) {
    if (!url.starts_with(scheme)) continue;
    const auto database = url.substr(scheme.size());
    for (const auto* part : {"", "-wal", "-shm"}) files.push_back({database + part, both});
  }
  return files;
}

/// Where one is wrong others are, so the whole directory is mended.
std::string mended(const config::Config& config, const std::string& path) {
  return fs::absolute(path.starts_with(config.directory) ? config.directory : path);
}

base::Error unusable(const config::Config& config, const std::string& path, uid_t owner) {
  const auto me = daemonize::name_of_user(geteuid());
  if (owner == geteuid()) {
    return base::Error(base::ErrorCode::conflict,
                       {path + " is closed to its owner; type: chmod -R u+rwX " + path});
  }
  return base::Error(base::ErrorCode::conflict,
                     {path + " belongs to " + daemonize::name_of_user(owner) + ", and " + me +
                      ", as whom the service works, may not use it; type: chown -R " + me + ": " +
                      mended(config, path)});
}

}  // namespace

daemonize::Identity owner_of_service(const config::Config& config) {
  auto owner = daemonize::identity_of(config.server.user, config.server.group);
  if (!config.server.user.empty()) return owner;
  const auto found = owner_of_directory(config);
  return {found.user, config.server.group.empty() ? found.group : owner.group};
}

void make_owned_directory(const config::Config& config) {
  if (fs::exists(config.directory)) return;
  const auto owner = owner_of_service(config);
  wiring::make_directory(config, is_root() ? owner : daemonize::Identity{});
}

void become_owner(const config::Config& config) {
  const auto owner = owner_of_service(config);
  umask(kPrivate);
  if (is_root()) return daemonize::drop_privileges(owner);
  if (may_work_as_it_is(config, owner)) return;
  const auto name = daemonize::name_of_user(owner.user);
  throw WrongUser(name, "what is in " + config.directory + " is " + name + "'s; " +
                            daemonize::name_of_user(geteuid()) +
                            " would leave files there that the service cannot use");
}

void require_usable_files(const config::Config& config) {
  for (const auto& [path, how] : used_files(config)) {
    struct stat found {};
    if (access(path.c_str(), how) == 0 || errno != EACCES) continue;
    if (stat(path.c_str(), &found) == 0) throw unusable(config, path, found.st_uid);
  }
}
