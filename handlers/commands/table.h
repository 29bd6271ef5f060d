#pragma once

#include <ostream>
#include <string>
#include <vector>

/// Rows whose columns stand below each other, however long a cell is: two spaces between them, none
/// at the end of a line.
class Table {
 public:
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  void print(std::ostream& out) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};
