#pragma once

#include <string>
#include <vector>

#include "support/process.h"
#include "support/scratch.h"

/// Debian's Postfix, which wants a whole name in EHLO (reject_non_fqdn_helo_hostname) and has one
/// mailbox for all of example.org: in the directory "postfix" of a test, on a port of its own. Its
/// master must be started by root.
class Postfix {
 public:
  /// Throws std::runtime_error, with what it logged, when it does not start.
  explicit Postfix(const Scratch& site);

  /// "127.0.0.1:2525"
  const std::string& place() const { return place_; }

  /// The mails that have come, whole, in no order.
  std::vector<std::string> mails() const;

  std::string log() const { return read_file(at("log")); }

 private:
  std::string at(const std::string& name) const;
  Command command_on(int port) const;
  void write_configuration(int port) const;

  const Scratch& site_;
  int port_;
  std::string place_;
  Process server_;
};
