#include "account/errors.h"

#include "account/views.h"
#include "router/error_response.h"

namespace account {

using base::ErrorCode;
using gateway::Response;

Response show_error(const base::Error& error, const gateway::Request& /*request*/,
                    std::string_view request_id) {
  const auto status = router::status_of(error.code());
  switch (error.code()) {
    case ErrorCode::conflict:
      return Response::json(conflict_view(error.subject()), status);
    case ErrorCode::too_many_requests:
      return {router::status_of(ErrorCode::forbidden), {}, {}};
    case ErrorCode::unauthorized:
      return router::plain_error(error, request_id).with_header("WWW-Authenticate", "Bearer");
    default:
      return router::plain_error(error, request_id);
  }
}

}  // namespace account
