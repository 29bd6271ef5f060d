#pragma once

#include <string>

#include "support/process.h"
#include "support/scratch.h"

/// Debian's Dovecot as an IMAP server whose accounts are those of an OAuth2 server: without
/// privileges, in the directory "dovecot" of a test, on a port of its own.
class Dovecot {
 public:
  struct Settings {
    std::string oauth2;      ///< what its passdb is told, a setting a line
    std::string mechanisms;  ///< what it offers to its clients: "xoauth2", "oauthbearer xoauth2"
  };

  /// Throws std::runtime_error, with what it logged, when it does not start.
  Dovecot(const Scratch& site, const Settings& settings);

  /// "127.0.0.1:1143"
  const std::string& place() const { return place_; }

  /// Puts a mail into somebody's inbox.
  void deliver(const std::string& user, const std::string& mail) const;

  /// What Debian's curl shows of somebody's mailboxes; empty when it is not let in.
  std::string mailboxes_of(const std::string& user, const std::string& token) const;

  std::string log() const { return read_file(at("log")); }

 private:
  std::string at(const std::string& name) const;
  Command command_on(int port, const Settings& settings) const;

  const Scratch& site_;
  int port_;
  std::string place_;
  Process server_;
};
