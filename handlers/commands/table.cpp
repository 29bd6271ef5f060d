#include "commands/table.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace {

using Row = std::vector<std::string>;
using Widths = std::vector<std::size_t>;

Widths widths_of(const std::vector<Row>& rows) {
  Widths widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], base::count_characters(row[i]));
    }
  }
  return widths;
}

void print_row(std::ostream& out, const Row& row, const Widths& widths) {
  std::size_t owed = 0;  // spaces before the next cell that has any text
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!row[i].empty()) out << std::string(std::exchange(owed, 0), ' ') << row[i];
    owed += widths[i] + 2 - base::count_characters(row[i]);
  }
  out << "\n";
}

}  // namespace

void Table::print(std::ostream& out) const {
  const auto widths = widths_of(rows_);
  for (const auto& row : rows_) print_row(out, row, widths);
}
