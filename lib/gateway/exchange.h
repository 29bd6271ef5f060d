#pragma once

#include "gateway/client.h"
#include "gateway/deadline.h"
#include "gateway/gateway.h"

namespace gateway {

/// What to do with a connection after a request on it was answered.
enum class After {
  keep,    ///< the web server wants to send more requests on it
  close,   ///< done
  linger,  ///< the answer is sent, but the client still sends: close it when that stops
  gone,    ///< closed already
};

/// Handles one request by libfcgi, on a connection on which a whole header is waiting. Blocks for
/// the body, the service and the answer, with time-outs for the first and the last.
class Exchange {
 public:
  Exchange(const Options& options, const Service& service);
  /// `with_body`: whether the whole body is waiting, too.
  After run(int connection, bool with_body);

 private:
  const Options& options_;
  const Service& service_;
  TrustedProxies proxies_;
  Deadline deadline_;
};

}  // namespace gateway
