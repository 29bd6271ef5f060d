#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/request.h"
#include "gateway/response.h"

namespace meta {

inline constexpr int kPageSize = 50;

/// Ask for so many: the one too many begins the next page.
inline constexpr int kPageAndNext = kPageSize + 1;

/// The id that a page begins with, inclusive, from the query's "start"; -1: the newest. Refuses:
/// invalid_argument, about "start".
long long start_of(const gateway::Request& request);

/// The number of a path's segment; nothing when it is none, or greater than any id.
std::optional<long long> id_in(std::string_view segment);

/// A page of JSON texts as every list of this API shows it.
gateway::Response show_page(const std::vector<std::string>& results, std::optional<long long> next,
                            long long total);

/// The same of at most kPageAndNext items, newest first. `view` makes the JSON text of one.
template <typename Item, typename View>
gateway::Response show_page(const std::vector<Item>& items, long long total, View view) {
  const auto shown = std::min(items.size(), static_cast<std::size_t>(kPageSize));
  std::vector<std::string> results;
  for (std::size_t i = 0; i < shown; ++i) results.push_back(view(items[i]));
  const auto next = items.size() > shown ? std::optional<long long>(items[shown].id) : std::nullopt;
  return show_page(results, next, total);
}

}  // namespace meta
