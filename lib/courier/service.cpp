#include "courier/service.h"

#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "courier/curl.h"

namespace courier {
namespace {

constexpr std::chrono::milliseconds kAttention{200};  // how often `stop` is asked in a delivery

void warn(const char* event, const base::Error& error) {
  base::log::warning(
      event,
      {{"error", error.what()}, {"text", error.public_text()}, {"detail", error.private_detail()}});
}

void load_libcurl() try { Curl::library(); } catch (const base::Error& missing) {
  warn("courier.libcurl", missing);
}

void keep_up(const Upkeep& upkeep) try { upkeep(); } catch (const base::Error& error) {
  warn("courier.upkeep", error);
}

}  // namespace

void run(Dispatcher& dispatcher, const Rhythm& rhythm, const Upkeep& upkeep, const Wait& wait,
         const std::function<bool()>& stop) {
  using std::chrono::steady_clock;
  load_libcurl();
  auto purge_at = steady_clock::now();
  auto upkeep_at = purge_at;
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
    if (steady_clock::now() >= upkeep_at && !stop()) {
      keep_up(upkeep);
      upkeep_at = steady_clock::now() + rhythm.upkeep;
    }
  }
  dispatcher.deliver_due([] { return true; });
}

int run_once(Dispatcher& dispatcher, const Upkeep& upkeep, const std::function<bool()>& stop) {
  const int tried = dispatcher.deliver_due(stop);
  if (!stop()) keep_up(upkeep);
  if (!stop()) dispatcher.purge();
  return tried;
}

}  // namespace courier
