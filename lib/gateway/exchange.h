#pragma once

#include <string>

#include "gateway/arrival.h"
#include "gateway/client.h"
#include "gateway/gateway.h"

namespace gateway {

/// What to do with a connection after a request on it was answered.
enum class After {
  keep,    ///< the web server wants to send more requests on it
  close,   ///< done
  linger,  ///< the client still sends: close it when that stops
};

/// Handles one request by libfcgi, from memory to memory. Only the service may wait.
class Exchange {
 public:
  /// Throws base::Error (invalid_argument) for `trusted_proxies` that are none.
  Exchange(const Options& options, const Service& service);

  /// Answers a request that is complete, and writes the answer, in records, to `out`. `arrival` may
  /// be used for another one as soon as the service is called.
  After run(const Arrival& arrival, std::string& out);

 private:
  class Transaction;

  Request read(const Arrival& arrival, Transaction& transaction);
  Response refuse_or_serve(bool is_responder, const Request& request) const;

  const Options& options_;
  const Service& service_;
  TrustedProxies proxies_;
  std::string input_;  // of the request that is being read
};

}  // namespace gateway
