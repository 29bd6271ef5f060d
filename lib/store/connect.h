#pragma once

#include <chrono>

#include <soci/soci.h>

#include "store/url.h"

namespace store {

/// How long the database is waited for.
struct TimeOuts {
  std::chrono::seconds connect;
  std::chrono::seconds statement;
};

/// Opens the file, making it (for this user alone) and its folder when they are not there.
void connect_sqlite(soci::session& session, const Url& url, const TimeOuts& timeouts);

/// Connects to MySQL or MariaDB with what SOCI cannot ask for: a character set that the client
/// knows of, time-outs, no reading of local files, TLS that is really verified.
void connect_mysql(soci::session& session, const Url& url, const TimeOuts& timeouts);

}  // namespace store
