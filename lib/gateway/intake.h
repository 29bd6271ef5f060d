#pragma once

#include "gateway/body.h"
#include "gateway/client.h"
#include "gateway/parameters.h"
#include "gateway/request.h"

namespace gateway {

/// Makes the Request of these CGI variables, without its body. What is wrong with it becomes its
/// fault; the first fault found stays.
Request read_request(const Parameters& parameters, const Limits& limits,
                     const TrustedProxies& proxies);

/// Gives the request its body, or the body's fault.
void take_body(Request& request, Body body, const Limits& limits);

}  // namespace gateway
