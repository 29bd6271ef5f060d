#pragma once

#include <string_view>

#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"

namespace token {

/// How this API shows errors: as {"error_name": ..., "message": ...} with the document's own
/// statuses where it has a class for them, a missing argument as {"message": {name: sentence}}, all
/// others as {"message": sentence}; one line each.
gateway::Response show_error(const base::Error& error, const gateway::Request& request,
                             std::string_view request_id);

}  // namespace token
