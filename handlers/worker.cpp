#include "worker.h"

#include <algorithm>
#include <array>
#include <csignal>

#include "base/log.h"
#include "config/config.h"
#include "control_signals.h"
#include "daemon/scheduling.h"
#include "hashing/hasher.h"
#include "wiring/apis.h"
#include "wiring/delivery.h"
#include "wiring/process.h"

int run_worker(const config::Config& config, const Sockets& sockets, unsigned long max_requests,
               const std::function<void()>& ready) {
  ControlSignals signals;
  gateway::Parking parking;
  wiring::Process process(config, {.waiting = parking, .hasher = sockets.hashing.asking});
  wiring::Apis apis(process);
  auto options = gateway_options(config);
  options.max_requests = max_requests;
  ready();
  // A web server connects and then sends: a worker that interrupts it in between finds nothing to
  // do yet, and one that lets it finish finds several requests.
  daemonize::wait_for_turns();
  gateway::serve_fastcgi({.listening = sockets.listening,
                          .stop = &signals.stop(),
                          .interrupts = signals.set(),
                          .hand_over_out = sockets.hand_over_out,
                          .hand_over_in = sockets.hand_over_in,
                          .parking = &parking},
                         options, [&](const auto& request) { return apis.answer(request); });
  return 0;
}

int run_hasher(const config::Config& config, const hashing::Desk& desk,
               const std::function<void()>& ready) {
  ControlSignals signals;
  signal(SIGINT, SIG_IGN);  // a terminal sends it to all at once, and workers finish what they do
  auto slots = wiring::hash_slots(config);
  hashing::Hasher hasher({.serving = desk.serving,
                          .threads = wiring::hash_slot_count(config),
                          .stop = &signals.stop(),
                          .interrupts = signals.set()},
                         slots);
  ready();
  hasher.run();
  return 0;
}

void hash_until_closed(const config::Config& config, const hashing::Desk& desk) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, nullptr);
  auto slots = wiring::hash_slots(config);
  hashing::Hasher({.serving = desk.serving, .threads = wiring::hash_slot_count(config)}, slots)
      .run();
}

int run_courier(const config::Config& config, const std::function<void()>& ready) {
  ControlSignals signals;
  wiring::Process process(config);
  wiring::Delivery delivery(process);
  ready();
  delivery.run([&](auto at_most) { signals.wait(at_most); }, [&] { return signals.stopped(); });
  return 0;
}

gateway::Options gateway_options(const config::Config& config) {
  gateway::Options options;
  options.trusted_proxies = config.trusted_proxies;
  options.idle_timeout = config.server.idle_timeout;
  return options;
}

void open_log(const config::Config& config, LogOf whose) {
  static constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
  const auto found = std::find(names.begin(), names.end(), config.log.level);
  const auto wanted = static_cast<base::log::Level>(found - names.begin());
  const bool on_a_terminal = whose == LogOf::command && config.log.target == "stderr";
  base::log::open(config.log.target,
                  on_a_terminal ? std::max(wanted, base::log::Level::warning) : wanted);
}
