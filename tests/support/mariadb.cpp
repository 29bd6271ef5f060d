#include "support/mariadb.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "support/poll.h"

namespace {

/// Whether somebody accepts connections on this socket.
bool is_listening(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) throw std::runtime_error("too long: " + path);
  std::memcpy(address.sun_path, path.c_str(), path.size());
  const int client = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool connected =
      connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(client);
  return connected;
}

std::string tail(const std::string& text) {
  return text.size() > 2000 ? text.substr(text.size() - 2000) : text;
}

}  // namespace

MariaDb::MariaDb(std::vector<std::string> options) : options_(std::move(options)) {
  directory_.make_directory("tmp");
  const Command install{
      .arguments = {"mariadb-install-db", "--no-defaults", "--skip-test-db",
                    "--auth-root-authentication-method=normal", "--innodb-flush-method=nosync",
                    "--datadir=" + directory_.at("data")},
      .environment = environment(),
      .directory = directory_.path(),
      .log = directory_.at("log")};
  if (run(install) != 0) throw std::runtime_error(tail(read_file(directory_.at("log"))));
  start();
}

std::map<std::string, std::string> MariaDb::environment() const {
  // A server that starts removes the temporary tables of all others from a common directory.
  return {{"TMPDIR", directory_.at("tmp")}};
}

void MariaDb::start() {
  Command command{.arguments = {"mariadbd", "--no-defaults", "--datadir=" + directory_.at("data"),
                                "--socket=" + socket(), "--pid-file=" + directory_.at("pid"),
                                "--innodb-flush-method=nosync", "--sync-frm=OFF",
                                "--innodb-buffer-pool-size=32M"},
                  .environment = environment(),
                  .directory = directory_.path(),
                  .log = directory_.at("log")};
  // Without options it is not on the network at all.
  if (options_.empty()) command.arguments.push_back("--skip-networking");
  command.arguments.insert(command.arguments.end(), options_.begin(), options_.end());
  server_ = std::make_unique<Process>(command);
  const bool up = eventually([this] { return !server_->running() || answers(); });
  if (!up || !server_->running()) {
    throw std::runtime_error("mariadbd: " + tail(read_file(directory_.at("log"))));
  }
}

void MariaDb::stop() { server_.reset(); }

bool MariaDb::answers() const { return is_listening(socket()); }

void MariaDb::execute(const std::string& sql) const {
  const Command client{.arguments = {"mariadb", "--no-defaults", "--user=root",
                                     "--socket=" + socket(), "--execute=" + sql},
                       .log = directory_.at("client.log")};
  if (run(client) != 0) throw std::runtime_error(tail(read_file(directory_.at("client.log"))));
}

std::string MariaDb::ask(const std::string& sql) const {
  const auto answer = directory_.at("answer");
  std::filesystem::remove(answer);
  const Command client{
      .arguments = {"mariadb", "--no-defaults", "--user=root", "--batch", "--skip-column-names",
                    "--socket=" + socket(), "--execute=" + sql},
      .log = answer};
  const bool done = run(client) == 0;
  const auto text = read_file(answer);
  if (!done) throw std::runtime_error(tail(text));
  return text.substr(0, text.find('\n'));
}

std::string MariaDb::new_database() {
  const auto name = "test" + std::to_string(++databases_);
  execute("create database " + name);
  return url(name);
}

std::string MariaDb::url(const std::string& name) const {
  return "mysql://root@localhost/" + name + "?socket=" + socket();
}

MariaDb& shared_mariadb() {
  static MariaDb server;
  return server;
}
