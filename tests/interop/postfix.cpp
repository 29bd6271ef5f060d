#include "interop/postfix.h"

#include <pwd.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "interop/filled.h"
#include "support/poll.h"
#include "support/web_servers.h"

namespace {

namespace fs = std::filesystem;

const passwd& account_named(const char* name) {
  const auto* found = getpwnam(name);
  if (found == nullptr) throw std::runtime_error(std::string("there is no user ") + name);
  return *found;
}

/// Root's, as Postfix wants its files, whomever programs of a test run as.
void write_as_root(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

}  // namespace

Postfix::Postfix(const Scratch& site)
    : site_(site),
      port_(free_port()),
      place_("127.0.0.1:" + std::to_string(port_)),
      server_(command_on(port_)) {
  const bool starts = eventually(
      [&] { return !server_.running() || log().find("daemon started") != std::string::npos; });
  if (!starts || !server_.running()) throw std::runtime_error("postfix: " + log());
}

std::string Postfix::at(const std::string& name) const { return site_.at("postfix/" + name); }

Command Postfix::command_on(int port) const {
  for (const auto* name : {"", "queue", "data"}) fs::create_directories(at(name));
  const auto owner = account_named("postfix").pw_uid;
  if (chown(at("data").c_str(), owner, gid_t(-1)) != 0) throw std::runtime_error("chown");
  site_.make_directory("postfix/mail");
  write_configuration(port);
  const auto output = site_.at("postfix.out");
  const Command checking{{"postfix", "-c", at(""), "check"}, {}, {}, output, false};
  if (run(checking) != 0) throw std::runtime_error("postfix check: " + read_file(output));
  // Not `postfix start-fg`, which leaves the master behind; "-d": it has a process group already.
  return {{"/usr/lib/postfix/sbin/master", "-c", at(""), "-d"}, {}, {}, output, false};
}

void Postfix::write_configuration(int port) const {
  const auto& nobody = account_named("nobody");
  write_as_root(at("main.cf"),
                filled_in("postfix-main.cf", {{"dir", site_.at("postfix")},
                                              {"uid", std::to_string(nobody.pw_uid)},
                                              {"gid", std::to_string(nobody.pw_gid)}}));
  write_as_root(at("master.cf"), filled_in("postfix-master.cf", {{"port", std::to_string(port)}}));
}

std::vector<std::string> Postfix::mails() const {
  std::vector<std::string> found;
  std::error_code none;
  for (const auto& file : fs::directory_iterator(at("mail/all/new"), none)) {
    found.push_back(read_file(file.path()));
  }
  return found;
}
