#pragma once

#include "runtime.h"

/// What a process must know about its database before it serves.
enum class Schema {
  current,
  behind,       ///< `doorward migrate` has to bring it up to date
  unreachable,  ///< nobody knows; requests are answered 503 until it is back
};

/// Brings the embedded database up to date; of a database server only asks. Throws base::Error
/// when the database is newer than this program, or its file cannot be used. The connection is
/// left open.
Schema prepare_database(store::Database& database);

/// The same for whoever cannot serve on an old schema: throws base::Error (unavailable) that says
/// what to do. An unreachable database is only logged.
void require_database(store::Database& database);

/// Likewise, with a connection that is closed again, so that this process may fork.
void require_database(const config::Config& config);
