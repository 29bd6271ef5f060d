#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include <soci/soci.h>

#include "store/server_statements.h"
#include "store/url.h"
#include "store/variable.h"

namespace store {

/// A statement to be run many times. It is compiled when first run, and again when the kinds of its
/// values or columns change. Throws what SOCI throws, after which it must not be used any more.
class Prepared {
 public:
  /// `session` and `server` must outlive it.
  Prepared(soci::session& session, Dialect dialect, ServerStatements& server, std::string_view sql);
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  const std::string& sql() const { return sql_; }

  /// The variable of the next value, whose placeholder is `name`.
  Variable& value(const char* name, Variable::Kind kind);

  /// Sets the kinds of the columns of a row.
  void set_columns(std::span<const Variable::Kind> kinds);
  Variable& column(std::size_t number) { return columns_[number]; }

  /// Runs it. True when there is a row, which the columns then hold.
  bool execute();
  /// The same for the next row.
  bool fetch();
  long long affected_rows() { return statement_->get_affected_rows(); }

  /// To be called when no more is read of it: lets go of the result, and begins anew with the first
  /// value.
  void finish();

 private:
  using Variables = std::deque<Variable>;  // a deque keeps their addresses stable

  void count_run();
  bool is_number_as_text(const Variable& column) const;
  void compile();
  bool with_numbers(bool got_row);

  soci::session& session_;
  Dialect dialect_;
  ServerStatements& server_;
  std::string sql_;
  std::string text_;  // the text that runs it
  int runs_ = 0;
  Variables values_;
  Variables columns_;
  std::size_t next_ = 0;                      // value
  std::optional<soci::statement> statement_;  // points to the variables
};

/// The statements of one connection that wait for their next run.
class Held {
 public:
  /// `session` must outlive it.
  Held(soci::session& session, Dialect dialect)
      : session_(session), dialect_(dialect), server_(session, dialect) {}

  /// The one of this text, or a new one.
  std::unique_ptr<Prepared> take(std::string_view sql);
  /// Forgets all others when they are too many.
  void put_back(std::string_view sql, std::unique_ptr<Prepared> prepared) noexcept;

  std::size_t size() const { return statements_.size(); }

 private:
  soci::session& session_;
  Dialect dialect_;
  ServerStatements server_;
  /// Keyed by the address of their text, since most texts are constants.
  std::unordered_map<const char*, std::unique_ptr<Prepared>> statements_;
};

}  // namespace store
