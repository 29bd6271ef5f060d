#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "base/error.h"

/// The row of an API's table of words that is about the rule which refused; null: it has none.
template <typename Row, std::size_t size>
const Row* row_of(const Row (&rows)[size], const base::Error& refusal) {
  const auto* found = std::find_if(std::begin(rows), std::end(rows),
                                   [&](const Row& row) { return row.rule == refusal.rule(); });
  return found == std::end(rows) ? nullptr : found;
}
