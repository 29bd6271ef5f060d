#pragma once

#include <chrono>
#include <string>

#include <soci/soci.h>

#include "store/url.h"

namespace store {

/// How long to wait for the database.
struct TimeOuts {
  std::chrono::seconds connect;
  std::chrono::seconds statement;
};

/// What a server is to others that have the same data.
enum class Role {
  alone,
  primary,  ///< replicas follow it: it tells the number of each commit
  replica   ///< takes no changes
};

/// Opens the file; makes it (accessible to this user only) and its folder when they do not exist.
void connect_sqlite(soci::session& session, const Url& url, const TimeOuts& timeouts);

/// Connects to MySQL or MariaDB with options that SOCI does not offer: a character set that the
/// client knows of, time-outs, no reading of local files, TLS that is really verified.
void connect_mysql(soci::session& session, const Url& url, const TimeOuts& timeouts, Role role);

/// The GTID of the last transaction of this connection to a primary, when its last statement has
/// committed one; empty otherwise.
std::string committed_gtid(soci::session& session);

}  // namespace store
