#pragma once

#include <string>

#include <soci/sqlite3/soci-sqlite3.h>

#include "store/database.h"
#include "store/session.h"

/// How many statements the database has been sent on this connection, this question not among them.
inline long long questions(store::Database& database) {
  struct Row {
    std::string name;
    std::string value;
  };
  return database.read([](store::Session& session) {
    const auto row = session.statement("show session status like 'Questions'")
                         .first<Row, std::string, std::string>();
    return std::stoll(row->value) - 1;
  });
}

/// Calls back at each statement of SQLite; nothing: no more. (SOCI's class has no type information
/// outside of its library, which the sanitizer would look for.)
__attribute__((no_sanitize("vptr"))) inline void trace_sqlite(store::Session& session,
                                                              long long* count) {
  auto* backend = static_cast<soci::sqlite3_session_backend*>(session.soci().get_backend());
  const auto add = [](unsigned, void* counter, void*, void*) {
    ++*static_cast<long long*>(counter);
    return 0;
  };
  if (count != nullptr) {
    sqlite_api::sqlite3_trace_v2(backend->conn_, SQLITE_TRACE_STMT, add, count);
  } else {
    sqlite_api::sqlite3_trace_v2(backend->conn_, 0, nullptr, nullptr);
  }
}

/// How many statements `work` asks of the database: on MariaDB, how many round trips it takes.
template <typename Work>
long long count_statements(store::Database& database, const Work& work) {
  if (!database.is_embedded()) {
    const auto before = questions(database);
    work();
    return questions(database) - before - 1;
  }
  long long count = 0;
  const auto trace = [&](long long* counter) {
    database.read([&](store::Session& session) {
      trace_sqlite(session, counter);
      return 0;
    });
  };
  trace(&count);
  work();
  trace(nullptr);
  return count;
}
