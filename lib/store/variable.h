#pragma once

#include <string>
#include <utility>

#include <soci/soci.h>

namespace store {

/// The variable that SOCI reads a placeholder's value from, or writes a column to.
struct Variable {
  enum class Kind { text, number };

  explicit Variable(Kind of = Kind::text, const char* placeholder = "")
      : kind(of), name(placeholder) {}

  bool is_null() const { return indicator == soci::i_null; }

  /// Keeps no room for a text that is longer than this.
  void let_go(std::size_t longest) {
    if (text.capacity() > longest) std::string().swap(text);
  }

  Kind kind;
  std::string name;  ///< of the placeholder
  soci::indicator indicator = soci::i_ok;
  std::string text;
  long long number = 0;
};

}  // namespace store
