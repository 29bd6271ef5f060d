#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <tuple>
#include <type_traits>

#include "store/column.h"
#include "store/prepared.h"
#include "store/sql_text.h"

namespace store {

/// A column: its name, how it is stored (column.h), and the part of a record that it holds:
/// `std::invoke(part, record)` is a reference to that part.
template <typename Kept, typename Part, std::size_t Size>
struct Field {
  using Kind = Cell<Kept>;

  SqlText<Size> name;
  Part part;
};

/// A part of a part.
template <typename Outer, typename Inner>
struct Through {
  Outer outer;
  Inner inner;

  template <typename Record>
  constexpr auto& operator()(Record& record) const {
    return std::invoke(inner, std::invoke(outer, record));
  }
};

/// The columns of a record, in a fixed order. Statements name, bind and read them by it.
///
///   constexpr auto kColumns = columns(field("id", &model::Token::id),
///                                     field("account", &model::Token::account));
///   constexpr auto kFind = sql("select ", kColumns.names(), " from tokens where id = :id");
///   session.statement(kFind).with("id", id).first<model::Token>(kColumns);
template <typename... Fields>
struct Columns {
  std::tuple<Fields...> fields;

  static constexpr std::array<Variable::Kind, sizeof...(Fields)> kinds() {
    return {Fields::Kind::kKind...};
  }

  /// "id, account"
  constexpr auto names() const {
    return of_all([](const auto&... field) { return sql_list(field.name...); });
  }

  /// "tokens.id, tokens.account"
  template <std::size_t Size>
  constexpr auto names_in(const char (&table)[Size]) const {
    return of_all([&](const auto&... field) { return sql_list(sql(table, ".", field.name)...); });
  }

  /// "id = :id, account = :account"
  constexpr auto assignments() const {
    return of_all(
        [](const auto&... field) { return sql_list(sql(field.name, " = :", field.name)...); });
  }

  /// "insert into tokens (id, account) values (:id, :account)"
  template <std::size_t Size>
  constexpr auto insert_into(const char (&table)[Size]) const {
    const auto values =
        of_all([](const auto&... field) { return sql_list(sql(":", field.name)...); });
    return sql("insert into ", table, " (", names(), ") values (", values, ")");
  }

  /// Binds the parts of a record to the placeholders that have the names of their columns.
  template <typename Record>
  void put(const Record& record, Prepared& statement) const {
    of_all([&](const auto&... field) { (put_one(field, record, statement), ...); });
  }

  /// A record whose parts are those of the row that was read.
  template <typename Record>
  Record take(Prepared& statement) const {
    Record record{};
    std::size_t number = 0;
    of_all(
        [&](const auto&... field) { (take_one(field, record, statement.column(number++)), ...); });
    return record;
  }

  /// Calls `task` with all fields.
  template <typename Task>
  constexpr auto of_all(Task task) const {
    return std::apply(task, fields);
  }

 private:
  template <typename Each, typename Record>
  static void put_one(const Each& field, const Record& record, Prepared& statement) {
    using Kind = typename Each::Kind;
    Kind::put(std::invoke(field.part, record), statement.value(field.name.c_str(), Kind::kKind));
  }

  template <typename Each, typename Record>
  static void take_one(const Each& field, Record& record, Variable& column) {
    std::invoke(field.part, record) = Each::Kind::take(column);
  }
};

/// A column for a member; stored as a `Kept` when that differs from the member's type:
///
///   field<NullIfNothing<base::Id>>("owner", &model::Client::owner)
template <typename Kept = void, std::size_t Size, typename Record, typename Member>
constexpr auto field(const char (&name)[Size], Member Record::*member) {
  using Type = std::conditional_t<std::is_void_v<Kept>, Member, Kept>;
  return Field<Type, Member Record::*, Size - 1>{sql_text(name), member};
}

template <typename... Fields>
constexpr Columns<Fields...> columns(const Fields&... fields) {
  return {std::tuple<Fields...>(fields...)};
}

template <typename... First, typename... Second>
constexpr Columns<First..., Second...> operator+(const Columns<First...>& first,
                                                 const Columns<Second...>& second) {
  return {std::tuple_cat(first.fields, second.fields)};
}

template <typename Outer, typename Kept, typename Part, std::size_t Size>
constexpr auto within(Outer member, const Field<Kept, Part, Size>& field) {
  return Field<Kept, Through<Outer, Part>, Size>{field.name, {member, field.part}};
}

/// The columns of a record that is itself a member of one:
///
///   within(&model::Person::account, kAccount) + within(&model::Person::profile, kProfile)
template <typename Outer, typename... Fields>
constexpr auto within(Outer member, const Columns<Fields...>& inner) {
  return inner.of_all([&](const auto&... field) { return columns(within(member, field)...); });
}

}  // namespace store
