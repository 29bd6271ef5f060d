#include "store/errors.h"

#include <optional>

#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/duplicate.h"

namespace store {

namespace {

constexpr int kMysqlDuplicate = 1062;

/// Numbers of MySQL, MariaDB, Galera and their client library.
Cause mysql_cause(unsigned number) {
  switch (number) {
    case 1020:  // row changed since it was read
    case 1180:  // error during commit
    case 1205:  // lock wait
    case 1213:  // deadlock, or a lost Galera certification
    case 1615:  // a compiled statement could not be compiled again
    case 3101:  // lost certification of group replication
      return Cause::conflict;
    case 1216:
    case 1452:
      return Cause::orphan;
    case 1047:  // this Galera node has no quorum
    case 1053:  // shutdown
    case 1243:  // a compiled statement is not there: something has changed the connection
    case 1927:  // killed
    case 2006:  // gone away
    case 2013:  // lost, or timed out
    case 2055:  // lost
    case 4031:  // idle for too long
      return Cause::lost;
    case 1040:  // too many connections
    case 1129:  // host blocked
    case 1203:  // too many connections of this user
    case 2002:
    case 2003:
    case 2005:
      return Cause::unreachable;
    case 3:     // writing a file failed
    case 28:    // no space
    case 1021:  // disk full
    case 1114:  // table full
    case 1290:  // --read-only
    case 1317:  // interrupted
    case 1792:  // read-only transaction
    case 1836:  // read-only mode
    case 1969:  // out of time (MariaDB)
    case 3024:  // out of time (MySQL)
      return Cause::full;
    case 1050:
    case 1060:
    case 1061:
      return Cause::present;
    default:
      return Cause::other;
  }
}

Cause sqlite_cause(int extended) {
  if (extended == SQLITE_CONSTRAINT_FOREIGNKEY) return Cause::orphan;
  switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return Cause::conflict;
    case SQLITE_CANTOPEN:
      return Cause::unreachable;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return Cause::full;
    default:
      return Cause::other;
  }
}

/// Messages quote values ("Duplicate entry 'alice@example.org' for key ..."), which may contain
/// quotes themselves: everything from the first quote to the last goes. ("Can't" quotes nothing.)
std::string without_values(const std::string& message) {
  auto first = message.find_first_of("'\"");
  if (message.starts_with("Can't ")) first = message.find_first_of("'\"", 4);
  if (first == std::string::npos) return message;
  const auto last = message.find_last_of("'\"");
  return message.substr(0, first) + "..." + message.substr(last + 1);
}

/// "... for key 'accounts_email_key'"
std::string mysql_index(const std::string& message) {
  const auto end = message.rfind('\'');
  const auto start = end == std::string::npos || end == 0 ? end : message.rfind('\'', end - 1);
  return start == std::string::npos ? "" : message.substr(start + 1, end - start - 1);
}

/// "UNIQUE constraint failed: accounts.email_key"
std::string sqlite_index(const std::string& message) {
  const auto colon = message.rfind(": ");
  return colon == std::string::npos ? "" : message.substr(colon + 2);
}

std::string detail(const char* database, long number, const std::string& message,
                   std::string_view sql) {
  return std::string(database) + " " + std::to_string(number) + ": " + without_values(message) +
         " [" + std::string(sql) + "]";
}

}  // namespace

bool Failure::is_transient() const {
  return cause_ == Cause::conflict || cause_ == Cause::orphan || cause_ == Cause::lost;
}

bool Failure::is_absence() const {
  return cause_ == Cause::lost || cause_ == Cause::unreachable || cause_ == Cause::unknown;
}

bool Failure::breaks_connection() const { return is_absence() || cause_ == Cause::full; }

base::Error Failure::to_error() const {
  using base::ErrorCode;
  switch (cause_) {
    case Cause::conflict:
      return base::Error(ErrorCode::unavailable, {"The service is busy. Please try again."},
                         {detail_})
          .retry_in(std::chrono::seconds{1});
    case Cause::lost:
    case Cause::unreachable:
    case Cause::full:
      return base::Error(ErrorCode::unavailable,
                         {"The service cannot do this at the moment. Please try again later."},
                         {detail_})
          .retry_in(std::chrono::seconds{5});
    case Cause::unknown:
      return base::Error(ErrorCode::unavailable,
                         {"It is not known whether this was done. Please try again."}, {detail_})
          .retry_in(std::chrono::seconds{1});
    case Cause::orphan:
    case Cause::present:
    case Cause::other:
      break;
  }
  return base::Error(ErrorCode::internal, {}, {detail_});
}

Cause mysql_cause(const soci::soci_error& error) {
  const auto* mysql = dynamic_cast<const soci::mysql_soci_error*>(&error);
  return mysql == nullptr ? Cause::other : mysql_cause(mysql->err_num_);
}

void raise(const soci::soci_error& error, std::string_view sql) {
  const auto message = error.get_error_message();
  if (const auto* mysql = dynamic_cast<const soci::mysql_soci_error*>(&error)) {
    if (mysql->err_num_ == kMysqlDuplicate) throw Duplicate(mysql_index(message));
    throw Failure(mysql_cause(mysql->err_num_), detail("mysql", mysql->err_num_, message, sql));
  }
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
    const int code = sqlite->result();
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) {
      throw Duplicate(sqlite_index(message));
    }
    throw Failure(sqlite_cause(code), detail("sqlite", code, message, sql));
  }
  throw Failure(Cause::other, detail("soci", 0, message, sql));
}

}  // namespace store
