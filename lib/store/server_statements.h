#pragma once

#include <optional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "store/url.h"

namespace store {

/// Statements that the server has compiled for one connection. SOCI sends MySQL a text each time,
/// which the server compiles each time. MariaDB can keep one under a name, so that only the name
/// and the values travel; MySQL takes no values in this way, and SQLite has no server.
class ServerStatements {
 public:
  /// `session` must outlive it; it may be opened later.
  ServerStatements(soci::session& session, Dialect dialect)
      : session_(session), dialect_(dialect) {}

  /// Has a statement compiled, if the server does this and is not asked for too many. Returns the
  /// text that runs it, which has the same placeholders: else `sql` as it is. Throws
  /// soci::soci_error when that ends the transaction.
  std::string compiled(const std::string& sql);

 private:
  bool is_able();
  bool prepare(const std::string& name, const std::string& text);

  soci::session& session_;
  Dialect dialect_;
  std::optional<bool> is_able_;  // nobody has looked yet without
  std::vector<std::string> known_;
};

}  // namespace store
