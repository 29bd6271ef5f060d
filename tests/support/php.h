#pragma once

#include "support/process.h"
#include "support/scratch.h"

/// PHP as web servers use it: php-fpm, whichever version is installed, without privileges, on the
/// socket run/php.sock of a test's directory. It runs whatever it is given, pictures too: not to
/// ask for one is up to the web server.
class PhpFpm {
 public:
  /// Throws std::runtime_error, with what it logged, when it does not start.
  explicit PhpFpm(const Scratch& scratch);

 private:
  Process process_;
};
