#include "wiring/process.h"

#include <algorithm>
#include <thread>

#include "accounts/context.h"
#include "daemon/directory.h"
#include "meta/views.h"
#include "wiring/upstream.h"

namespace wiring {

namespace {

constexpr mode_t kDirectoryMode = 0750;

/// A worker serves nobody else while it waits for its turn to read a key.
constexpr std::chrono::milliseconds kWaitForKeySlot{250};

World real_world(const config::Config& config) {
  static const base::SystemClock clock;
  static base::SystemEntropy entropy;
  return {clock, entropy, key_source(config)};
}

crypto::Secret secret_of(const config::Config& config, base::Entropy& entropy) {
  if (!config.secrets.empty()) return crypto::Secret(config.secrets);
  return crypto::Secret::from_file(config::secret_file(config), entropy);
}

int hash_slots(const config::Config& config) {
  return static_cast<int>(config::hash_slots(config, std::thread::hardware_concurrency()));
}

/// One worker always stays free of passwords.
int most_waiting(const config::Config& config) {
  return static_cast<int>(
      std::max<std::int64_t>(0, config.server.workers - hash_slots(config) - 1));
}

config::Config with_directory(config::Config config) {
  make_directory(config);
  return config;
}

}  // namespace

void make_directory(const config::Config& config, const daemonize::Identity& owner) {
  daemonize::make_directory(config.directory, kDirectoryMode, owner);
}

Process::Process(const config::Config& configuration)
    : Process(configuration, real_world(configuration)) {}

Process::Process(config::Config configuration, World world)
    : config(with_directory(std::move(configuration))),
      clock(world.clock),
      entropy(world.entropy),
      key_source(std::move(world.key_source)),
      secret(secret_of(config, entropy)),
      tokens(secret),
      slots(config.directory + "/hash-slots", hash_slots(config), config.passwords.slot_wait,
            most_waiting(config)),
      key_slots(config.directory + "/key-slots", 1, kWaitForKeySlot, 1),
      passwords({static_cast<std::uint64_t>(config.passwords.memory_kib),
                 static_cast<std::uint64_t>(config.passwords.passes)},
                slots),
      generations(config.directory + "/generations"),
      fingerprints(entropy),
      database({config::database_url(config), config.database.timeout}, entropy, generations),
      context_(std::make_unique<accounts::Context>(database, clock, entropy, passwords, tokens,
                                                   terms(), meta::payload_of)) {}

Process::~Process() = default;

}  // namespace wiring
