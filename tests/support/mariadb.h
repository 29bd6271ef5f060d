#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "support/process.h"
#include "support/scratch.h"

/// A MariaDB server of the tests' own: in its own directory, on a unix socket there, gone with the
/// object. It never waits for the disk, and so is fast: it survives a kill, but no power cut.
class MariaDb {
 public:
  /// `options` are added to the server's command line. Throws std::runtime_error, with the end of
  /// the server's log, when it does not start.
  explicit MariaDb(std::vector<std::string> options = {});

  /// Makes an empty database; returns its URL as doorward's configuration takes it.
  std::string new_database();

  /// The URL of a database: reached over the socket, as root, without a password.
  std::string url(const std::string& name) const;

  const Scratch& directory() const { return directory_; }

  pid_t pid() const { return server_->pid(); }
  void start();
  void stop();
  void send(int signal) const { server_->send(signal); }
  void suspend() const { server_->suspend(); }

  /// Runs SQL with the client program: for what doorward itself never does.
  void execute(const std::string& sql) const;
  /// The same; the first row of the answer, with tabs between its columns.
  std::string ask(const std::string& sql) const;

 private:
  std::string socket() const { return directory_.at("sock"); }
  std::map<std::string, std::string> environment() const;
  bool answers() const;

  Scratch directory_;
  std::vector<std::string> options_;
  std::unique_ptr<Process> server_;
  int databases_ = 0;
};

/// The one server of a test program: started at first use.
MariaDb& shared_mariadb();
