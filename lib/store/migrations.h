#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/database.h"

namespace store {

/// A numbered change of the schema: sql/0001_accounts.sql. Where two databases differ there are
/// two files, 0001_accounts.sqlite.sql and 0001_accounts.mysql.sql.
struct Migration {
  int number;
  std::string name;
};

/// Those that this binary has and the database does not, in order. Throws base::Error (unavailable)
/// when the database is newer than the binary: an old binary must not guess at a new schema.
std::vector<Migration> pending_migrations(Database& database);

/// Applies them one by one, telling `progress` before each. Several processes may do so at
/// once: one applies a migration, the others wait and find it done.
void migrate(Database& database, const std::function<void(const Migration&)>& progress = {});

}  // namespace store
