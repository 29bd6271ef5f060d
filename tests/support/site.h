#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "support/http_client.h"
#include "support/process.h"
#include "support/scratch.h"
#include "support/web_servers.h"

/// doorward behind a web server, both running, in a directory of their own.
class Site {
 public:
  /// Settings over the test's defaults (SQLite, cheap hashing), as they stand in a TOML file:
  /// {"abuse.failures_per_address", "3"}. "{url}" in a value is the site's own address.
  using Settings = std::map<std::string, std::string>;

  /// Starts both; throws std::runtime_error, with what they logged, when they do not answer.
  explicit Site(const Setup& setup, const Settings& settings = {});
  /// Stops both. Prints what they logged when the test has failed.
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  const std::string& url() const { return url_; }
  HttpClient client() const { return HttpClient(url_); }
  const Scratch& scratch() const { return scratch_; }
  std::string log() const { return read_file(scratch_.at("doorward.log")); }

  /// `doorward serve`; only where the setup has a daemon.
  Process& daemon() { return *daemon_; }
  void start_daemon();

  /// Runs a command of doorward with this site's configuration; its exit code. What it prints is
  /// in the log.
  int command(const std::vector<std::string>& arguments) const;

  /// The token in the newest mail to this address, which is waited for; empty when none comes.
  std::string mailed_token(const std::string& recipient) const;
  /// How many mails to this address there are.
  std::size_t mails_to(const std::string& recipient) const;

 private:
  bool start_web_server(const Setup& setup, int port);
  void print_logs() const;

  Scratch scratch_;
  bool has_daemon_;
  std::string url_;
  std::unique_ptr<Process> daemon_;
  std::unique_ptr<Process> web_server_;
};
