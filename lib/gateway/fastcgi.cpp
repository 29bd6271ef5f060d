#include "gateway/gateway.h"
#include "gateway/worker.h"

namespace gateway {

void serve_fastcgi(const Loop& loop, const Options& options, const Service& service) {
  Worker worker(loop, options, service);
  worker.run();
}

}  // namespace gateway
