#include "host_preparations.h"

#include <unistd.h>

#include <filesystem>

#include "base/error.h"
#include "config/config.h"
#include "daemon/listener.h"
#include "daemon/privileges.h"
#include "ownership.h"
#include "writable.h"

namespace {

/// Whoever is not root stays what it is, unless it is told to become somebody.
daemonize::Identity served_as(const config::Config& config) {
  if (geteuid() == 0) return owner_of_service(config);
  return daemonize::identity_of(config.server.user, config.server.group);
}

/// Held as long as a service works on the directory.
std::string mark_file(const config::Config& config) { return config.directory + "/running"; }

/// Of a service that has its socket from somebody else.
constexpr auto kPassed = "passed";

std::optional<daemonize::PidFile::Holder> running_service(const config::Config& config) {
  return daemonize::PidFile::holder(mark_file(config));
}

/// Whether the service of this directory is who listens there, or whoever
/// passes it the socket.
bool is_of_service(const config::Config& config, const std::string& address) {
  if (daemonize::is_passed_on(address)) return true;
  const auto running = running_service(config);
  return running && (running->note == address || running->note == kPassed);
}

bool is_in_directory_to_be_made(const config::Config& config, const std::string& address) {
  const auto path = address.substr(address.find(':') + 1);
  return address.starts_with("unix:") && !is_there(config.directory) &&
         std::filesystem::path(path).parent_path() == config.directory;
}

}  // namespace

std::string examine_directory(const Start& start) {
  const auto& path = start.config.directory;
  require_directory(path);
  return is_there(path) ? path : path + " (made at the first start)";
}

void perform_directory(Start& start) { make_owned_directory(start.config); }

std::string examine_socket(const Start& start) {
  if (start.passed >= 0) return "passed by whoever starts it";
  auto address = config::listen_address(start.config);
  if (is_in_directory_to_be_made(start.config, address)) return address;
  try {
    daemonize::examine_address(address);
  } catch (const base::Error& error) {
    const bool ours = start.beside_service && error.code() == base::ErrorCode::conflict &&
                      is_of_service(start.config, address);
    if (!ours) throw;
    return address + " (in use by the service that runs)";
  }
  return address;
}

void perform_socket(Start& start) {
  start.listening = start.passed;
  if (start.listening >= 0) return;
  const auto mode = static_cast<unsigned>(std::stoul(start.config.server.socket_mode, nullptr, 8));
  start.listening =
      daemonize::listen_on(config::listen_address(start.config), mode, served_as(start.config));
}

std::string examine_pid_file(const Start& start) {
  const auto& path = start.config.server.pid_file;
  if (path.empty()) return "none";
  if (start.beside_service && running_service(start.config)) return path;
  daemonize::PidFile::examine(path);
  return path;
}

void perform_pid_file(Start& start) { start.pid_file.emplace(start.config.server.pid_file); }

std::string examine_user(const Start& start) {
  const auto wanted = served_as(start.config);
  daemonize::check_drop(wanted);
  const bool stays = wanted.user == daemonize::Identity{}.user;
  return daemonize::name_of_user(stays ? geteuid() : wanted.user);
}

void become_user(const config::Config& config) { daemonize::drop_privileges(served_as(config)); }

void perform_user(Start& start) { become_user(start.config); }

std::string examine_service(const Start& start) {
  const auto running = running_service(start.config);
  if (!running) return "none runs";
  const auto process = "process " + std::to_string(running->process);
  if (start.beside_service) return "runs as " + process;
  throw base::Error(base::ErrorCode::conflict,
                    {"A service runs on " + start.config.directory + " already: " + process +
                     ". Stop it first, or give this one a directory of its own."});
}

void perform_service(Start& start) {
  start.mark.emplace(mark_file(start.config),
                     start.passed >= 0 ? kPassed : config::listen_address(start.config));
}
