#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "model/account_state.h"
#include "model/scope.h"
#include "store/variable.h"

namespace store {

/// How a C++ type is stored in a column. `Stored` is the type that SOCI reads and writes.
template <typename T>
struct Column;

template <>
struct Column<std::string> {
  using Stored = std::string;
  /// Throws base::Error (internal) for bytes that are not UTF-8: MySQL would refuse them too.
  static const std::string& stored(const std::string& text) {
    if (!base::is_utf8(text)) {
      throw base::Error(base::ErrorCode::internal, {}, {"a text for the database is not UTF-8"});
    }
    return text;
  }
  static std::string loaded(std::string text) { return text; }
};

template <>
struct Column<long long> {
  using Stored = long long;
  static long long stored(long long number) { return number; }
  static long long loaded(long long number) { return number; }
};

template <>
struct Column<long> {
  using Stored = long long;
  static long long stored(long number) { return number; }
  static long loaded(long long number) { return static_cast<long>(number); }
};

template <>
struct Column<int> {
  using Stored = long long;
  static long long stored(int number) { return number; }
  static int loaded(long long number) { return static_cast<int>(number); }
};

template <>
struct Column<bool> {
  using Stored = long long;
  static long long stored(bool truth) { return truth ? 1 : 0; }
  static bool loaded(long long number) { return number != 0; }
};

template <>
struct Column<base::Time> {
  using Stored = long long;
  static long long stored(base::Time time) { return base::to_millis(time); }
  static base::Time loaded(long long millis) { return base::from_millis(millis); }
};

template <>
struct Column<base::Id> {
  using Stored = std::string;
  static std::string stored(const base::Id& id) { return id.text(); }
  static base::Id loaded(const std::string& text) {
    const auto id = base::Id::parse(text);
    if (!id) throw base::Error(base::ErrorCode::internal, {}, {"a column of ids has another text"});
    return *id;
  }
};

template <>
struct Column<model::AccountState> {
  using Stored = std::string;
  static std::string stored(model::AccountState state) { return std::string(name_of(state)); }
  static model::AccountState loaded(const std::string& name) {
    return model::account_state_named(name);
  }
};

template <>
struct Column<model::Scopes> {
  using Stored = std::string;
  static std::string stored(const model::Scopes& scopes) { return scopes.text(); }
  static model::Scopes loaded(const std::string& text) {
    auto scopes = model::Scopes::parse(text);
    if (!scopes) throw base::Error(base::ErrorCode::internal, {}, {"a column has no scopes"});
    return std::move(*scopes);
  }
};

/// How a T is written to and read from a variable.
template <typename T>
struct Cell {
  static constexpr bool kIsText = std::is_same_v<typename Column<T>::Stored, std::string>;
  static constexpr auto kKind = kIsText ? Variable::Kind::text : Variable::Kind::number;

  static void put(const T& value, Variable& variable) {
    variable.indicator = soci::i_ok;
    if constexpr (kIsText) {
      variable.text = Column<T>::stored(value);
    } else {
      variable.number = Column<T>::stored(value);
    }
  }

  static T take(Variable& variable) {
    if (variable.is_null()) {
      throw base::Error(base::ErrorCode::internal, {}, {"a column that must have a value is null"});
    }
    if constexpr (kIsText) {
      return Column<T>::loaded(std::move(variable.text));
    } else {
      return Column<T>::loaded(variable.number);
    }
  }
};

template <typename T>
struct Cell<std::optional<T>> {
  static constexpr auto kKind = Cell<T>::kKind;

  static void put(const std::optional<T>& value, Variable& variable) {
    if (value) return Cell<T>::put(*value, variable);
    variable.indicator = soci::i_null;
  }

  static std::optional<T> take(Variable& variable) {
    if (variable.is_null()) return std::nullopt;
    return Cell<T>::take(variable);
  }
};

/// A column that is null for an empty T: an empty text, the nil id.
template <typename T>
struct NullIfNothing {};

template <typename T>
struct Cell<NullIfNothing<T>> {
  static constexpr auto kKind = Cell<T>::kKind;

  static void put(const T& value, Variable& variable) {
    if (value != T{}) return Cell<T>::put(value, variable);
    variable.indicator = soci::i_null;
  }

  static T take(Variable& variable) { return Cell<std::optional<T>>::take(variable).value_or(T{}); }
};

/// Several texts, none of them empty, stored as one text with this separator.
template <char Separator>
struct Separated {};

template <char Separator>
struct Cell<Separated<Separator>> {
  using Texts = std::vector<std::string>;
  static constexpr auto kKind = Variable::Kind::text;

  static void put(const Texts& texts, Variable& variable) {
    std::string joined;
    for (const auto& text : texts) {
      if (!joined.empty()) joined += Separator;
      joined += text;
    }
    Cell<std::string>::put(joined, variable);
  }

  static Texts take(Variable& variable) {
    const auto joined = Cell<std::string>::take(variable);
    if (joined.empty()) return {};
    const auto parts = base::split(joined, Separator);
    return {parts.begin(), parts.end()};
  }
};

}  // namespace store
