#include "wiring/process.h"

#include <thread>

#include "accounts/context.h"
#include "config/config.h"
#include "daemon/directory.h"
#include "hashing/by_hasher.h"
#include "meta/views.h"
#include "wiring/upstream.h"

namespace wiring {

namespace {

constexpr mode_t kDirectoryMode = 0750;

/// A server of usage that hangs must not keep workers from everything else.
constexpr std::chrono::seconds kRespiteOfUsage{10};

World real_world(const config::Config& config, const Waits& waits) {
  static const base::SystemClock clock;
  static base::SystemEntropy entropy;
  return {clock, entropy, key_source(config, waits.waiting), waits};
}

crypto::Secret secret_of(const config::Config& config, base::Entropy& entropy) {
  if (!config.secrets.empty()) return crypto::Secret(config.secrets);
  return crypto::Secret::from_file(config::secret_file(config), entropy);
}

std::unique_ptr<crypto::Hashing> hashing_of(const config::Config& config, int hasher,
                                            base::Waiting& waiting, crypto::HashSlots& slots) {
  if (hasher < 0) return std::make_unique<crypto::HashingInPlace>(slots);
  return std::make_unique<hashing::ByHasher>(hasher, config.passwords.slot_wait, waiting);
}

config::Config with_directory(config::Config config) {
  make_directory(config);
  return config;
}

}  // namespace

void make_directory(const config::Config& config, const daemonize::Identity& owner) {
  daemonize::make_directory(config.directory, kDirectoryMode, owner);
}

int hash_slot_count(const config::Config& config) {
  return static_cast<int>(config::hash_slots(config, std::thread::hardware_concurrency()));
}

crypto::HashSlots hash_slots(const config::Config& config) {
  return {config.directory + "/hash-slots", hash_slot_count(config), config.passwords.slot_wait};
}

store::Settings database_settings(const config::Config& config) {
  return {.url = config::database_url(config),
          .timeout = config.database.timeout,
          .replicas = config.database.replicas};
}

std::vector<store::Settings> usage_database_settings(const config::Config& config) {
  std::vector<store::Settings> all;
  for (const auto& url : config.usage.database) {
    all.push_back({.url = url, .timeout = config.database.timeout, .respite = kRespiteOfUsage});
  }
  return all;
}

Process::Process(const config::Config& configuration, const Waits& waits)
    : Process(configuration, real_world(configuration, waits)) {}

Process::Process(config::Config configuration, World world)
    : own_config(std::make_unique<const config::Config>(with_directory(std::move(configuration)))),
      clock(world.clock),
      entropy(world.entropy),
      key_source(std::move(world.key_source)),
      secret(secret_of(config, entropy)),
      tokens(secret),
      waiting(world.waits.waiting),
      slots(hash_slots(config)),
      key_slots(config.directory + "/key-slots", 1, config.passwords.slot_wait),
      hashing(hashing_of(config, world.waits.hasher, waiting, slots)),
      passwords({static_cast<std::uint64_t>(config.passwords.memory_kib),
                 static_cast<std::uint64_t>(config.passwords.passes)},
                *hashing),
      generations(config.directory + "/generations"),
      fingerprints(entropy),
      database(database_settings(config), entropy, generations),
      usage(database, usage_database_settings(config), entropy, generations),
      context_(std::make_unique<accounts::Context>(database, clock, entropy, passwords, tokens,
                                                   terms(), meta::payload_of)) {}

Process::~Process() = default;

cache::Terms Process::terms() const {
  return {generations, fingerprints, clock, config.server.cache};
}

}  // namespace wiring
