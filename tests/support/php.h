#pragma once

#include <string>

#include "support/process.h"
#include "support/scratch.h"

/// The program php-fpm, whose name in Debian has the version in it. Throws std::runtime_error when
/// there is none.
std::string php_fpm();

/// PHP as web servers use it: php-fpm, whichever version is installed, without privileges, on the
/// socket run/php.sock of a test's directory. It runs any file it is
/// asked for, even a picture: not to ask is the web server's business.
class PhpFpm {
 public:
  /// Throws std::runtime_error, with what it logged, when it does not start.
  explicit PhpFpm(const Scratch& scratch);

 private:
  Process process_;
};
