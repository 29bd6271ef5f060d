#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/process.h"
#include "support/temp_directory.h"

/// A real mail server on 127.0.0.1 that a test starts (smtp_sink.py, on Python's aiosmtpd): it
/// keeps every mail that it accepts. It runs from construction to destruction in a directory of its
/// own, and may be stopped and started again at the same port in between.
class SmtpServer {
 public:
  struct Options {
    std::string tls =
        "none";             ///< "starttls" or "tls": with a certificate for "localhost", made anew
    std::string user = {};  ///< when set, nobody may send without signing in
    std::string password = {};
    /// How it says that one may sign in, the preferred first; it knows PLAIN, LOGIN and XOAUTH2
    /// (with the password as the token). Empty: the first two.
    std::string mechanisms = {};
    bool wants_full_name = false;  ///< in EHLO, as Postfix' reject_non_fqdn_helo_hostname
  };

  /// A mail that the server has accepted.
  struct Mail {
    std::string sender;
    std::vector<std::string> recipients;
    std::string helo;  ///< what the client called itself
    bool encrypted = false;
    std::string user;     ///< who signed in
    std::string content;  ///< as it came, after dots were unstuffed

    /// The first value of a header field, unfolded; empty when there is none.
    std::string header(const std::string& name) const;
  };

  /// Waits until the server listens. Throws std::runtime_error when it does not.
  explicit SmtpServer(Options options);
  SmtpServer() : SmtpServer(Options{}) {}

  /// "localhost:PORT", as `mail.server` wants it.
  std::string address() const;
  /// The file that `mail.ca_file` wants; its server certificate is for "localhost".
  std::string ca_file() const { return directory_.file("certificate.pem"); }

  /// All accepted so far, oldest first. Poll it.
  std::vector<Mail> mails() const;
  /// Those of them that went to this recipient.
  std::vector<Mail> mails_to(const std::string& recipient) const;

  /// From now on `answer` (such as "451 4.3.0 later") follows RCPT with this recipient, or the
  /// content of a mail to it. "hang": no answer at all.
  void answer_recipient(const std::string& recipient, const std::string& answer);
  void answer_content(const std::string& recipient, const std::string& answer);
  /// From now on everything is accepted.
  void accept_all();

  /// Connections are broken off; what was accepted stays.
  void stop();
  void start();

 private:
  void add_rule(const std::string& rule);
  void write_rules() const;

  Options options_;
  TempDirectory directory_;
  std::vector<std::string> rules_;
  int port_ = 0;
  std::unique_ptr<Process> process_;
};
