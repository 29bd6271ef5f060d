#include "courier/service.h"

#include <algorithm>

namespace courier {
namespace {

constexpr std::chrono::milliseconds kAttention{200};  // how often `stop` is asked in a delivery

}  // namespace

void run(Dispatcher& dispatcher, const Rhythm& rhythm, const Wait& wait,
         const std::function<bool()>& stop) {
  using std::chrono::steady_clock;
  auto purge_at = steady_clock::now();
  while (!stop()) {
    const int begun = dispatcher.begin_due();
    if (dispatcher.busy()) {
      dispatcher.work(std::min(kAttention, rhythm.poll));
    } else if (begun == 0) {
      wait(rhythm.poll);
    }
    if (steady_clock::now() >= purge_at && !stop()) {
      dispatcher.purge();
      purge_at = steady_clock::now() + rhythm.purge;
    }
  }
  dispatcher.deliver_due([] { return true; });
}

int run_once(Dispatcher& dispatcher, const std::function<bool()>& stop) {
  const int tried = dispatcher.deliver_due(stop);
  if (!stop()) dispatcher.purge();
  return tried;
}

}  // namespace courier
