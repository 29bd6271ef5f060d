#pragma once

#include "gateway/request.h"

namespace gateway {

/// Whether a header says that somebody stands between the client and this web server: a proxy, a
/// load balancer or a network of caches. Whether it is true nobody knows, and a proxy may say
/// nothing: enough to refuse something by, never to allow it.
bool says_forwarded(const Fields& headers);

}  // namespace gateway
