#include "meta/pagination.h"

#include "base/error.h"
#include "base/number.h"

namespace meta {

long long start_of(const gateway::Request& request) {
  const auto text = request.query.find("start").value_or("");
  if (text.empty() || text == "-1") return -1;
  const auto number = base::number_in<long long>(text);
  if (!number) {
    throw base::Error(base::ErrorCode::invalid_argument).under("field.no_number").about("start");
  }
  return std::max(*number, 0LL);  // nothing has such an id
}

std::optional<long long> id_in(std::string_view segment) {
  const bool digits = segment.find_first_not_of("0123456789") == segment.npos;
  return digits ? base::number_in<long long>(segment) : std::nullopt;
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
