#pragma once

#include <cstdint>
#include <string>

namespace store {

/// What a process must be able to reach for a database.
struct Place {
  std::string file;         ///< of SQLite; others stand beside it
  std::uint16_t port = 0;   ///< TCP, of a server; 0: none, a unix socket
  std::string authorities;  ///< the file with the certificates that its server's is checked against
};

/// Throws base::Error (invalid_argument) as Settings::check().
Place place_of(const std::string& url);

}  // namespace store
