#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "cache/generations.h"
#include "store/column.h"
#include "store/columns.h"
#include "store/errors.h"
#include "store/prepared.h"
#include "store/url.h"

namespace store {

class Statement;
struct TimeOuts;
enum class Role;

/// One connection. Every use of the database throws Duplicate or Failure (errors.h) on error.
class Session {
 public:
  Session(const Url& url, const TimeOuts& timeouts, Role role);

  Dialect dialect() const { return dialect_; }

  /// Of what its last statement has committed, on a primary; empty otherwise.
  std::string committed_gtid();

  /// A statement to be filled with values and run once. `sql` has named placeholders (":id") and
  /// no colon elsewhere; it must outlive the statement, and is best a constant: then it is compiled
  /// once for all that are run.
  Statement statement(std::string_view sql);

  /// Runs a statement that makes a table, column or index; one that is there already is no failure.
  void change_schema(std::string_view sql);

  /// Marks cached answers about the subject as outdated once the transaction has ended. Every
  /// change of a row that lib/cache may have an answer about must call this, with the row's id.
  void changed(cache::Subject subject) { changes_.push_back(subject); }
  void changed(const base::Id& id) { changed(cache::subject_of(id)); }
  void changed(std::string_view id) { changed(cache::subject_of(id)); }

  /// Clears an earlier failure. `one_statement`: whether only one statement may follow.
  void start(bool one_statement);
  /// Call it when the transaction has ended: announces everything that it may have changed.
  void note_changes(cache::Generations& generations) noexcept;
  void begin();
  void commit();
  /// After a throw: ends the transaction, if there was one. False when the connection is of no more
  /// use.
  bool recover(bool in_transaction) noexcept;

  /// Runs `ask`, which uses the database; `sql` identifies it in the log. After one failure the
  /// transaction is over: everything fails with the same error until start(), even if somebody
  /// catches it.
  template <typename Ask>
  auto guarded(std::string_view sql, Ask ask) -> std::invoke_result_t<Ask> {
    if (failure_) throw Failure(*failure_);
    count_statement();
    try {
      return ask();
    } catch (const soci::soci_error& error) {
      fail(error, sql);
    }
  }

  soci::session& soci() { return soci_; }

 private:
  friend class Statement;

  void count_statement();
  [[noreturn]] void fail(const soci::soci_error& error, std::string_view sql);

  Dialect dialect_;
  Role role_;
  soci::session soci_;
  Held held_;
  std::optional<Failure> failure_;
  std::optional<int> left_;  // how many statements may still be run; unlimited without a value
  std::vector<cache::Subject> changes_;
};

/// A statement: values are bound by name; rows are read by the columns of a record (columns.h) or
/// by type.
///
///   session.statement(kFind).with("id", id).first<model::Token>(kColumns);
///   session.statement(kState).with("url", url).first<State, std::optional<base::Time>,
///   base::Time>();
class Statement {
 public:
  Statement(Session& session, std::string_view sql)
      : session_(session), sql_(sql), prepared_(session.held_.take(sql)) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  template <typename T>
  Statement& with(const char* name, const T& value) {
    Cell<T>::put(value, prepared_->value(name, Cell<T>::kKind));
    return *this;
  }

  /// Each column's value, by the column's name.
  template <typename... Fields, typename Record>
  Statement& with(const Columns<Fields...>& columns, const Record& record) {
    columns.put(record, *prepared_);
    return *this;
  }

  /// Binds the key of the row that this statement changes or removes, and marks cached answers
  /// about that row as outdated when the transaction ends.
  template <typename T>
  Statement& changing(const char* name, const T& id) {
    session_.changed(id);
    return with(name, id);
  }

  /// Returns how many rows it matched.
  long long run();

  /// Inserts a row into a table that numbers its rows; returns the number.
  long long insert();

  /// The first row, as the record whose columns these are.
  template <typename Record, typename... Fields>
  std::optional<Record> first(const Columns<Fields...>& columns) {
    return first_of(columns.kinds(), [&] { return columns.template take<Record>(*prepared_); });
  }

  template <typename Record, typename... Fields>
  std::vector<Record> all(const Columns<Fields...>& columns) {
    return all_of(columns.kinds(), [&] { return columns.template take<Record>(*prepared_); });
  }

  /// The first row, made into a Row from the columns in their order, which have these types.
  template <typename Row, typename... Types>
  std::optional<Row> first() {
    return first_of(kKinds<Types...>, [&] { return row<Row, Types...>(); });
  }

  template <typename Row, typename... Types>
  std::vector<Row> all() {
    return all_of(kKinds<Types...>, [&] { return row<Row, Types...>(); });
  }

  /// The one column of the first row.
  template <typename T>
  std::optional<T> value() {
    return first<T, T>();
  }

 private:
  using Kinds = std::span<const Variable::Kind>;

  template <typename... Types>
  static constexpr std::array kKinds{Cell<Types>::kKind...};

  template <typename Row, typename... Types>
  Row row() {
    std::size_t number = 0;
    return Row{Cell<Types>::take(prepared_->column(number++))...};
  }

  template <typename Take>
  auto first_of(Kinds kinds, Take take) -> std::optional<std::invoke_result_t<Take>> {
    prepared_->set_columns(kinds);
    return ask([&]() -> std::optional<std::invoke_result_t<Take>> {
      if (!prepared_->execute()) return std::nullopt;
      return take();
    });
  }

  template <typename Take>
  auto all_of(Kinds kinds, Take take) -> std::vector<std::invoke_result_t<Take>> {
    prepared_->set_columns(kinds);
    return ask([&] {
      std::vector<std::invoke_result_t<Take>> rows;
      for (bool got = prepared_->execute(); got; got = prepared_->fetch()) rows.push_back(take());
      return rows;
    });
  }

  /// Asks the database. What has failed is not held any longer.
  template <typename Ask>
  auto ask(Ask ask) {
    auto answer = session_.guarded(sql_, ask);
    prepared_->finish();
    session_.held_.put_back(sql_, std::move(prepared_));
    return answer;
  }

  Session& session_;
  std::string_view sql_;
  std::unique_ptr<Prepared> prepared_;  // until it has been run
};

inline Statement Session::statement(std::string_view sql) { return Statement(*this, sql); }

}  // namespace store
