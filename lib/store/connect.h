#pragma once

#include <chrono>

#include <soci/soci.h>

#include "store/url.h"

namespace store {

/// How long to wait for the database.
struct TimeOuts {
  std::chrono::seconds connect;
  std::chrono::seconds statement;
};

/// Opens the file; makes it (accessible to this user only) and its folder when they do not exist.
void connect_sqlite(soci::session& session, const Url& url, const TimeOuts& timeouts);

/// Connects to MySQL or MariaDB with options that SOCI does not offer: a character set that the
/// client knows of, time-outs, no reading of local files, TLS that is really verified.
void connect_mysql(soci::session& session, const Url& url, const TimeOuts& timeouts);

}  // namespace store
