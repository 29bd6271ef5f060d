#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/gateway.h"

namespace gateway {

/// The CGI variables of one request, read once and within bounds. When a variable comes twice, the
/// last one counts (nginx may send SCRIPT_NAME twice). An HTTP_* variable that comes twice is a
/// header that was sent in several lines: they are one list where the header is one (RFC 9110
/// section 5.3). Of all others that is recorded as a fault, since a second line is a way to make
/// two readers disagree.
class Parameters {
 public:
  /// `entries` are "NAME=value", the last one null, as in environ(7). They are borrowed.
  Parameters(const char* const* entries, const Limits& limits);

  /// Empty when absent: web servers differ in which variables they send empty.
  std::string_view operator[](std::string_view name) const;

  bool over_limits() const { return over_limits_; }

  /// The name of an HTTP_* variable that came twice and is no list; empty when there is none.
  std::string_view repeated() const { return repeated_; }

  /// Whether the variable is a list that came in several pieces.
  bool is_in_pieces(std::string_view name) const;

  /// The pieces of a list, in the order in which they came; of other variables the value.
  std::string whole(std::string_view name) const;

  /// Iterates over all variables, in the order in which they came.
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  using Value = std::pair<std::string_view, std::string_view>;

  void add(std::string_view entry);
  bool has(std::string_view name) const;
  bool may_be_list(std::string_view name) const;

  std::vector<Value> values_;  // so few that a linear search is quicker than a map
  std::string_view repeated_;
  std::vector<std::string_view> in_pieces_;  // names
  bool over_limits_ = false;
};

}  // namespace gateway
