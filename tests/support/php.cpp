#include "support/php.h"

#include <filesystem>
#include <stdexcept>

#include "support/poll.h"

namespace fs = std::filesystem;

std::string php_fpm() {
  for (const auto& entry : fs::directory_iterator("/usr/sbin")) {
    if (entry.path().filename().string().starts_with("php-fpm")) return entry.path();
  }
  throw std::runtime_error("php-fpm is not installed");
}

namespace {

Command command_in(const Scratch& scratch) {
  scratch.make_directory("run");
  scratch.write("php.conf", "[global]\nerror_log = " + scratch.at("php.log") +
                                "\n[www]\nlisten = " + scratch.at("run/php.sock") +
                                "\npm = static\npm.max_children = 2\n"
                                "security.limit_extensions =\n");
  return {{php_fpm(), "--nodaemonize", "--no-php-ini", "--fpm-config", scratch.at("php.conf")},
          {},
          scratch.path(),
          scratch.at("php.log")};
}

}  // namespace

PhpFpm::PhpFpm(const Scratch& scratch) : process_(command_in(scratch)) {
  if (eventually([&] { return fs::exists(scratch.at("run/php.sock")); })) return;
  throw std::runtime_error("php-fpm does not start: " + read_file(scratch.at("php.log")));
}
