#pragma once

#include "gateway/request.h"

namespace gateway {

/// Whether a header says that something stands between the client and this web server: a proxy, a
/// load balancer or a content delivery network. The header may be forged and a proxy may send none,
/// so it is enough to refuse something, never to allow it.
bool says_forwarded(const Fields& headers);

}  // namespace gateway
