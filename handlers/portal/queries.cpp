#include "portal/queries.h"

#include <algorithm>

#include "base/error.h"
#include "base/number.h"
#include "model/skylink.h"

namespace portal {

using base::Error;
using base::ErrorCode;
using Text = std::optional<std::string_view>;

namespace {

std::int64_t count_in(Text text, std::int64_t otherwise, std::string_view name) {
  const auto number = text ? base::number_in<std::int64_t>(*text) : std::nullopt;
  if (number && *number < 0) {
    throw Error(ErrorCode::invalid_argument,
                {"The parameter \"" + std::string(name) + "\" must not be negative."})
        .about(std::string(name));
  }
  return number.value_or(otherwise);
}

}  // namespace

BytesQuery BytesQuery::parse(const gateway::Request& request) {
  const auto form = request.form();
  auto text = form.find("bytes");
  if (!text) text = request.query.find("bytes");
  if (!text) return {};
  return {count_in(text, 0, "bytes")};
}

PageQuery PageQuery::parse(const gateway::Request& request) {
  PageQuery page;
  page.offset = count_in(request.query.find("offset"), page.offset, "offset");
  const auto size = count_in(request.query.find("pageSize"), 0, "pageSize");
  if (size != 0) page.size = static_cast<int>(std::min<std::int64_t>(size, kLargestPage));
  return page;
}

std::string skylink_of(const router::Call& call) {
  const auto skylink = model::Skylink::parse(call.segment("skylink"));
  if (!skylink) throw Error(ErrorCode::invalid_argument, {"This is no skylink."}).about("skylink");
  return skylink->text();
}

}  // namespace portal
