#pragma once

#include <string>

namespace store {

enum class Dialect { sqlite, mysql };

/// A database URL, taken apart.
struct Url {
  Dialect dialect = Dialect::sqlite;
  std::string path;  ///< of the SQLite file

  std::string user;
  std::string password;
  std::string host;
  unsigned port = 0;  ///< 0: none given
  std::string name;
  std::string socket;         ///< empty: none given
  bool verified_tls = false;  ///< encrypted, with a certificate that is valid for the host
  std::string authorities;    ///< PEM file; empty: those of the system

  /// Throws base::Error (invalid_argument) with what is wrong; never repeats the password.
  static Url parse(const std::string& text);
};

}  // namespace store
