#include "courier/service.h"

#include <algorithm>

#include "base/error.h"
#include "base/log.h"
#include "courier/curl.h"

namespace courier {
namespace {

constexpr std::chrono::milliseconds kAttention{200};  // how often `stop` is asked during a delivery

void warn(const char* event, const base::Error& error) {
  base::log::warning(
      event,
      {{"error", error.what()}, {"text", error.public_text()}, {"detail", error.private_detail()}});
}

void load_libcurl() try { Curl::library(); } catch (const base::Error& missing) {
  warn("courier.libcurl", missing);
}

}  // namespace

void run(Dispatcher& dispatcher, const Rhythm& rhythm, const Meanwhile& meanwhile, const Wait& wait,
         const std::function<bool()>& stop) {
  load_libcurl();
  bool has_more = false;
  while (!stop()) {
    const int begun = dispatcher.begin_due();
    if (dispatcher.busy()) {
      dispatcher.work(std::min(kAttention, rhythm.poll));
    } else if (begun == 0 && !has_more) {
      wait(rhythm.poll);
    }
    has_more = !stop() && meanwhile();
  }
  dispatcher.deliver_due([] { return true; });
}

int run_once(Dispatcher& dispatcher, const Meanwhile& meanwhile,
             const std::function<bool()>& stop) {
  const int tried = dispatcher.deliver_due(stop);
  if (!stop()) meanwhile();
  return tried;
}

}  // namespace courier
