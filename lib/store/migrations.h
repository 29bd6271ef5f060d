#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/forward.h"

namespace store {

/// A numbered file of sql/: a table with its indexes, or a later change of the schema.
struct Migration {
  int number;
  std::string name;  ///< "0001_accounts"
};

/// The migrations that this binary has and the database does not have completely, in order. Throws
/// base::Error (unavailable) when the database is newer than the binary (an old binary must not
/// guess at a new schema), when what was made there reads differently in this binary, and when
/// there are tables of our names that no migration of ours has made.
std::vector<Migration> pending_migrations(Database& database);

/// Runs what is missing, statement by statement, calling `progress` before each migration. The
/// database records each statement, so the next run continues where a killed one stopped. Several
/// processes may do so at once: one makes a change, the others find it made. Throws as
/// pending_migrations() does.
void migrate(Database& database, const std::function<void(const Migration&)>& progress = {});

}  // namespace store
