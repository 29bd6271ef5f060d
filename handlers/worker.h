#pragma once

#include <functional>

#include "config/forward.h"
#include "gateway/gateway.h"
#include "hashing/hasher.h"

/// What goes on inside one process that answers requests, or delivers. All of it is made after the
/// fork, from the configuration.

/// The socket that a worker listens on, those by which it passes its kept connections on, and the
/// desk where passwords are handed in to be hashed.
struct Sockets {
  int listening = 0;
  int hand_over_out = -1;
  int hand_over_in = -1;
  hashing::Desk hashing = {};
};

/// Answers requests until TERM, or until `max_requests` (0: no such end); the exit code.
int run_worker(const config::Config& config, const Sockets& sockets, unsigned long max_requests,
               const std::function<void()>& ready);

/// Hashes the passwords of all workers until TERM; the exit code.
int run_hasher(const config::Config& config, const hashing::Desk& desk,
               const std::function<void()>& ready);

/// The same on a thread of its own, until the asking end is closed.
void hash_until_closed(const config::Config& config, const hashing::Desk& desk);

/// Delivers until TERM; the exit code.
int run_courier(const config::Config& config, const std::function<void()>& ready);

/// The gateway's bounds and time-outs as configured.
gateway::Options gateway_options(const config::Config& config);

/// Whose lines the log is to have: a service tells all that it does, a command that somebody types,
/// or cron, answers by itself, and on their terminal, or in cron's mail, only warns.
enum class LogOf { service, command };

/// Opens the log that the configuration names.
void open_log(const config::Config& config, LogOf whose = LogOf::service);
