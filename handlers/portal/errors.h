#pragma once

#include <string_view>

#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"

namespace portal {

/// How this API shows errors: {"message": sentence}; a wrong verb as plain text.
gateway::Response show_error(const base::Error& error, const gateway::Request& request,
                             std::string_view request_id);

}  // namespace portal
