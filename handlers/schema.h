#pragma once

#include "wiring/process.h"

/// What a process must know about its database before it serves.
enum class Schema {
  current,
  behind,       ///< `doorward migrate` has to bring it up to date
  unreachable,  ///< nobody knows; requests are answered 503 until it is back
};

/// Brings the embedded database up to date; of a database server only asks.
/// From then on it belongs to the secret that mints. Throws base::Error when
/// the database is newer than this program or belongs to another secret, when
/// its file cannot be used, or when its server is set so that it can take no
/// changes of ours. The connection is left open.
Schema prepare_database(store::Database& database, const crypto::Secret& secret);

/// The same for whoever cannot serve on an old schema: throws base::Error
/// (failed_dependency) that says what to do. An unreachable database is only
/// logged.
void require_database(store::Database& database, const crypto::Secret& secret);

/// Likewise, those of usage included, with connections that are closed again,
/// so that this process may fork.
void require_database(const config::Config& config);

/// What the two would find, in words, without a change of the database. Throws
/// as they do, and base::Error (unavailable, with a time to try again) when a
/// server cannot be reached, and when its user, that of the `key`, may not
/// change the database.
std::string examine_schema(store::Database& database, const crypto::Secret& secret,
                           const std::string& key);
