#pragma once

#include <string_view>

#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"

namespace account {

/// How this API shows errors: a conflict as {"conflict": field}, the abuse gate as 403 with an
/// empty body, 401 with WWW-Authenticate, all others as a plain sentence.
gateway::Response show_error(const base::Error& error, const gateway::Request& request,
                             std::string_view request_id);

}  // namespace account
