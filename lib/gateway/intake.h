#pragma once

#include "gateway/body.h"
#include "gateway/client.h"
#include "gateway/parameters.h"
#include "gateway/request.h"

namespace gateway {

/// Makes the Request from these CGI variables, without its body. The first error found becomes its
/// fault.
Request read_request(const Parameters& parameters, const Limits& limits,
                     const TrustedProxies& proxies);

/// Sets the request's body, or the body's fault.
void take_body(Request& request, Body body, const Limits& limits);

}  // namespace gateway
