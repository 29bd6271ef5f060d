#pragma once

#include "store/forward.h"

namespace store {

/// Whether a database server can serve as it has been configured; SQLite always
/// can. Throws base::Error (failed_dependency) that says what to change there
/// when it cannot: it writes its binary log as statements, which InnoDB refuses
/// for changes at READ COMMITTED (error 1665 of MariaDB), and only an
/// administrator of the server may have it otherwise for one session.
void check_server(Database& database);

}  // namespace store
