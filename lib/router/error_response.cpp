#include "router/error_response.h"

#include <algorithm>

namespace router {

using base::ErrorCode;

namespace {

struct StatusRow {
  ErrorCode code;
  int status;
  std::string_view text;
};

constexpr StatusRow kRows[] = {
    {ErrorCode::invalid_argument, 400, "The request is malformed."},
    {ErrorCode::unauthorized, 401, "This needs valid credentials."},
    {ErrorCode::forbidden, 403, "This is not allowed."},
    {ErrorCode::not_found, 404, "There is nothing here."},
    {ErrorCode::method_not_allowed, 405, "This address does not take this method."},
    {ErrorCode::timeout, 408, "The request took too long to arrive."},
    {ErrorCode::conflict, 409, "Somebody has this already."},
    {ErrorCode::payload_too_large, 413, "The request is too large."},
    {ErrorCode::unsupported_media, 415, "A body of this type is not taken here."},
    {ErrorCode::unprocessable, 422, "A value in the request makes no sense."},
    {ErrorCode::failed_dependency, 424, "Something else has to happen first."},
    {ErrorCode::too_many_requests, 429, "Too many attempts. Try again later."},
    {ErrorCode::unavailable, 503, "The service is busy or a part of it is down. Try again soon."},
    {ErrorCode::internal, 500, "Something went wrong on our side."},
};

const StatusRow& row_of(ErrorCode code) {
  const auto* found = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const StatusRow& row) { return row.code == code; });
  return found == std::end(kRows) ? *std::prev(std::end(kRows)) : *found;
}

}  // namespace

int status_of(ErrorCode code) { return row_of(code).status; }

std::string_view public_text_of(const base::Error& error) {
  const auto& row = row_of(error.code());
  const bool fixed = row.status >= 500 || error.public_text().empty();
  return fixed ? row.text : std::string_view(error.public_text());
}

gateway::Response plain_error(const base::Error& error, std::string_view request_id) {
  const int status = status_of(error.code());
  std::string text(public_text_of(error));
  if (status >= 500) text.append(" Request id: ").append(request_id);
  return gateway::Response::text(text + "\n", status);
}

std::string retry_after_of(const base::Error& error) {
  if (error.retry_after()) return std::to_string(std::max<long>(1, error.retry_after()->count()));
  if (error.code() == ErrorCode::unavailable) return "5";
  if (error.code() == ErrorCode::too_many_requests) return "60";
  return {};
}

}  // namespace router
