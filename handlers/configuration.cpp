#include "configuration.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/error.h"
#include "config/config.h"
#include "ownership.h"
#include "store/database.h"

namespace fs = std::filesystem;

namespace {

/// The outermost directory above the file that we may not enter; empty: there is none.
std::string closed_directory(const std::string& file) {
  fs::path path;
  for (const auto& part : fs::absolute(file).parent_path()) {
    path /= part;
    if (access(path.c_str(), X_OK) != 0) return path;
  }
  return "";
}

/// Root's command becomes the owner of the service, who is not known before the file is read.
void require_readable(const std::string& file) {
  if (file.empty() || access(file.c_str(), R_OK) == 0 || errno != EACCES) return;
  const auto me = daemonize::name_of_user(geteuid());
  const auto closed = closed_directory(file);
  const auto why = closed.empty() ? "the service needs it to be of its group, and mode 0640"
                                  : "it may not enter the directory " + closed;
  throw WrongUser("root", me + " may not read " + file + "; " + why);
}

void check_url(const char* key, const std::string& url, std::vector<config::Fault>& faults) try {
  store::Settings::check(url);
} catch (const base::Error& error) {
  faults.push_back({key, error.public_text()});
}

}  // namespace

config::Loaded read_configuration(const std::string& file) {
  const auto environment = config::process_environment();
  const auto found = file.empty() ? config::find_file(environment) : file;
  require_readable(found);
  auto loaded = config::load(found, environment);
  const auto& config = loaded.config;
  check_url("database.url", config::database_url(config), loaded.faults);
  for (const auto& url : config.database.replicas) {
    check_url("database.replicas", url, loaded.faults);
  }
  for (const auto& url : config.usage.database) check_url("usage.database", url, loaded.faults);
  return loaded;
}

config::Config require_configuration(const std::string& file) {
  auto loaded = read_configuration(file);
  if (!loaded.faults.empty()) throw BadConfiguration(std::move(loaded.faults));
  return std::move(loaded.config);
}
