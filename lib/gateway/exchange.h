#pragma once

#include "gateway/client.h"
#include "gateway/deadline.h"
#include "gateway/gateway.h"

namespace gateway {

/// What is to become of a connection on which a request was answered.
enum class After {
  keep,    ///< the web server wants to send more requests on it
  close,   ///< done
  linger,  ///< the answer is out, but the client still sends: close it when it has stopped
  gone,    ///< closed already
};

/// One request and its answer, by libfcgi, on a connection on which the header of a request is
/// waiting. Blocks for the body, the service, and the answer, within time-outs for the first and
/// the last.
class Exchange {
 public:
  Exchange(const Options& options, const Service& service);
  /// `with_body`: the body is waiting, too.
  After run(int connection, bool with_body);

 private:
  const Options& options_;
  const Service& service_;
  TrustedProxies proxies_;
  Deadline deadline_;
};

}  // namespace gateway
