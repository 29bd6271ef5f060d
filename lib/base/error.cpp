#include "base/error.h"

namespace base {

const char* name_of(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::invalid_argument:
      return "invalid_argument";
    case ErrorCode::unauthorized:
      return "unauthorized";
    case ErrorCode::forbidden:
      return "forbidden";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::method_not_allowed:
      return "method_not_allowed";
    case ErrorCode::timeout:
      return "timeout";
    case ErrorCode::conflict:
      return "conflict";
    case ErrorCode::payload_too_large:
      return "payload_too_large";
    case ErrorCode::unsupported_media:
      return "unsupported_media";
    case ErrorCode::unprocessable:
      return "unprocessable";
    case ErrorCode::failed_dependency:
      return "failed_dependency";
    case ErrorCode::too_many_requests:
      return "too_many_requests";
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::internal:
      return "internal";
  }
  return "unknown";
}

Error busy(std::string detail, std::chrono::seconds retry) {
  return Error(ErrorCode::unavailable, {"The service is busy; try again in a moment."},
               {std::move(detail)})
      .retry_in(retry);
}

std::string detail_of(const std::exception& exception) {
  const auto* error = dynamic_cast<const Error*>(&exception);
  if (error == nullptr) return exception.what();
  const auto& detail = error->private_detail();
  return detail.empty() ? error->what() + (": " + error->public_text()) : detail;
}

std::string Error::rule() const {
  if (rule_ != nullptr) return rule_;
  std::string rule = name_of(code_);
  return subject_.empty() ? rule : rule + "." + subject_;
}

const char* Error::what() const noexcept { return name_of(code_); }

}  // namespace base
