#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"

/// The portal API: people whom an identity provider has signed in, what they use, and how much they
/// may.
namespace portal {

/// A JSON text as clients of this API know it: '<', '>' and '&' escaped, and a newline at its end.
gateway::Response json_answer(std::string_view json, int status = 200);

/// How this API shows errors: {"message": sentence}; a wrong verb as plain text.
gateway::Response show_error(const base::Error& error, const gateway::Request& request,
                             std::string_view request_id);

}  // namespace portal
