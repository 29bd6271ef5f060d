#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "cache/generations.h"
#include "store/column.h"
#include "store/errors.h"
#include "store/url.h"

namespace store {

class Statement;
struct TimeOuts;

/// One connection. Everything that is asked of it throws Duplicate or Failure (errors.h).
class Session {
 public:
  Session(const Url& url, const TimeOuts& timeouts);

  Dialect dialect() const { return dialect_; }

  /// A statement to be filled with values and run once. `sql` has named placeholders (":id") and
  /// no colon elsewhere; it must outlive the statement, and is best a constant.
  Statement statement(std::string_view sql);

  /// Runs a statement that makes a table, column or index; one that is there already is no failure.
  void change_schema(std::string_view sql);

  /// What is remembered about this is untrue once the transaction has ended: every change of a row
  /// that lib/cache may hold an answer about says so, by the row's id.
  void changed(cache::Subject subject) { changes_.push_back(subject); }
  void changed(const base::Id& id) { changed(cache::subject_of(id)); }
  void changed(std::string_view id) { changed(cache::subject_of(id)); }

  /// Forgets what failed before.
  void start() { failure_.reset(); }
  /// To be called when the transaction has ended: tells all that it may have changed.
  void note_changes(cache::Generations& generations) noexcept;
  void begin();
  void commit();
  /// After a throw: ends the transaction, if there was one. False when the connection is of no more
  /// use.
  bool recover(bool in_transaction) noexcept;

  /// Runs what asks the database; `sql` tells in the log what it was. Once something has failed,
  /// the transaction is over: everything fails with the same until start(), whoever catches it.
  template <typename Ask>
  auto guarded(std::string_view sql, Ask ask) -> std::invoke_result_t<Ask> {
    if (failure_) throw Failure(*failure_);
    try {
      return ask();
    } catch (const soci::soci_error& error) {
      fail(error, sql);
    }
  }

  soci::session& soci() { return soci_; }

 private:
  [[noreturn]] void fail(const soci::soci_error& error, std::string_view sql);

  Dialect dialect_;
  soci::session soci_;
  std::optional<Failure> failure_;
  std::vector<cache::Subject> changes_;
};

/// Values go in by name, rows come out by type.
///
///   session.statement(kFind).with("id", id).first<model::Token, base::Id, base::Time>();
class Statement {
 public:
  Statement(Session& session, std::string_view sql) : session_(session), sql_(sql) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  template <typename T>
  Statement& with(const char* name, const T& value) {
    auto& bound = add<typename Column<T>::Stored>(name);
    bound.stored = Column<T>::stored(value);
    return *this;
  }

  /// The same for what the row that this statement changes or removes is known by: what is
  /// remembered about it ends with the transaction.
  template <typename T>
  Statement& changing(const char* name, const T& id) {
    session_.changed(id);
    return with(name, id);
  }

  template <typename T>
  Statement& with(const char* name, const std::optional<T>& value) {
    auto& bound = add<typename Column<T>::Stored>(name);
    bound.indicator = value ? soci::i_ok : soci::i_null;
    if (value) bound.stored = Column<T>::stored(*value);
    return *this;
  }

  /// Returns how many rows it matched.
  long long run();

  /// Inserts a row into a table that numbers its rows; returns the number.
  long long insert();

  /// The first row, made into a Row from the columns in their order.
  template <typename Row, typename... Columns>
  std::optional<Row> first() {
    auto rows = fetch<Row, Columns...>(1);
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }

  template <typename Row, typename... Columns>
  std::vector<Row> all() {
    return fetch<Row, Columns...>(std::vector<Row>{}.max_size());
  }

  /// The one column of the first row.
  template <typename T>
  std::optional<T> value() {
    return first<T, T>();
  }

 private:
  template <typename Stored>
  struct Bound {
    const char* name;
    Stored stored{};
    soci::indicator indicator = soci::i_ok;
  };

  template <typename Stored>
  Bound<Stored>& add(const char* name) {
    if constexpr (std::is_same_v<Stored, std::string>) {
      return texts_.emplace_back(Bound<Stored>{name});
    } else {
      return numbers_.emplace_back(Bound<Stored>{name});
    }
  }

  /// Compiles the statement and gives it the bound values.
  void prepare(soci::statement& statement);

  template <typename Row, typename... Columns>
  std::vector<Row> fetch(std::size_t limit) {
    return session_.guarded(sql_, [&] {
      std::tuple<Cell<Columns>...> cells;
      soci::statement statement(session_.soci());
      std::apply(
          [&](auto&... cell) {
            (statement.exchange(soci::into(cell.stored, cell.indicator)), ...);
          },
          cells);
      prepare(statement);
      std::vector<Row> rows;
      for (bool got = statement.execute(true); got && rows.size() < limit;
           got = rows.size() < limit && statement.fetch()) {
        rows.push_back(std::apply([](auto&... cell) { return Row{cell.value()...}; }, cells));
      }
      return rows;
    });
  }

  Session& session_;
  std::string_view sql_;
  std::deque<Bound<std::string>> texts_;  // their addresses stay: SOCI reads through them
  std::deque<Bound<long long>> numbers_;
};

inline Statement Session::statement(std::string_view sql) { return Statement(*this, sql); }

}  // namespace store
