#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace soci {
class soci_error;
}

namespace store {

/// Why the database refused.
enum class Cause {
  conflict,     ///< lost against another transaction: run it again
  orphan,       ///< the row that this one belongs to has just gone: run it again
  lost,         ///< the connection died, nothing was committed: connect and run it again
  unreachable,  ///< no connection to be had
  unknown,      ///< the connection died while commit was under way
  full,         ///< it takes no writes now: disk full, read-only, out of time
  present,      ///< the table, column or index that was to be made is there already
  other,        ///< our fault
};

/// A failure of the database, for use inside lib/store only: Database turns it into a base::Error,
/// or tries again.
class Failure : public std::exception {
 public:
  Failure(Cause cause, std::string detail) : cause_(cause), detail_(std::move(detail)) {}

  Cause cause() const { return cause_; }
  const std::string& detail() const { return detail_; }  ///< for the log: number, message, SQL
  const char* what() const noexcept override { return "database failure"; }

  /// Whether the work may succeed when it is run again.
  bool is_transient() const;
  /// Whether the server does not answer.
  bool is_absence() const;
  /// Whether the connection can no longer be used.
  bool breaks_connection() const;
  base::Error to_error() const;

 private:
  Cause cause_;
  std::string detail_;
};

/// Why MySQL refused.
Cause mysql_cause(const soci::soci_error& error);

/// Translates what SOCI throws, in this one place, into Duplicate or Failure. `sql` is our own text
/// with placeholders; no bound value gets into the result.
[[noreturn]] void raise(const soci::soci_error& error, std::string_view sql);

}  // namespace store
