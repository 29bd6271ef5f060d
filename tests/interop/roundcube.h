#pragma once

#include <string>

#include "interop/dovecot.h"
#include "support/oauth_clients.h"
#include "support/process.h"
#include "support/site.h"

/// Debian's Roundcube behind an nginx of its own, in the directory "roundcube" of a site, with a
/// button to sign in at that site, and a Dovecot for the mail.
class Roundcube {
 public:
  /// Registers itself as a client. Throws std::runtime_error, with what it logged, when it does not
  /// start.
  Roundcube(const Site& site, const Dovecot& dovecot);

  const std::string& url() const { return url_; }
  std::string log() const;

 private:
  std::string at(const std::string& name) const;
  Command php() const;
  Command nginx() const;

  const Site& site_;
  std::string port_;
  std::string url_;
  OAuthClient client_;
  Process php_;
  Process nginx_;
};
