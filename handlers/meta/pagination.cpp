#include "meta/pagination.h"

#include <charconv>

#include "base/error.h"

namespace meta {

namespace {

std::optional<long long> number_in(std::string_view text) {
  long long number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

}  // namespace

long long start_of(const gateway::Request& request) {
  const auto text = request.query.find("start").value_or("");
  if (text.empty() || text == "-1") return -1;
  const auto number = number_in(text);
  if (!number) {
    throw base::Error(base::ErrorCode::invalid_argument, {"start should be an int"}).about("start");
  }
  return std::max(*number, 0LL);  // nothing has such an id
}

std::optional<long long> id_in(std::string_view segment) {
  const bool digits = segment.find_first_not_of("0123456789") == segment.npos;
  return digits ? number_in(segment) : std::nullopt;
}

gateway::Response show_page(const std::vector<std::string>& results, std::optional<long long> next,
                            long long total) {
  std::string text = R"({"next":)";
  text += next ? '"' + std::to_string(*next) + '"' : "null";
  text += R"(,"results":[)";
  for (const auto& result : results) {
    if (&result != &results.front()) text += ',';
    text += result;
  }
  text += R"(],"total":)" + std::to_string(total) + R"(,"results_per_page":)" +
          std::to_string(kPageSize) + '}';
  return gateway::Response::json(std::move(text));
}

}  // namespace meta
