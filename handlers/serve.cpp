#include "serve.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "apis.h"
#include "base/error.h"
#include "base/log.h"
#include "configuration.h"
#include "control_signals.h"
#include "daemon/listener.h"
#include "daemon/pid_file.h"
#include "daemon/privileges.h"
#include "daemon/supervisor.h"
#include "delivery.h"
#include "ownership.h"
#include "runtime.h"
#include "schema.h"
#include "worker.h"

namespace {

constexpr mode_t kPrivate = 077;  // no file of ours is anybody else's, unless we say so
constexpr std::chrono::seconds kAfterwards{5};  // for what a CGI process delivers

/// Whoever is not root stays what it is, unless it is told to become somebody.
daemonize::Identity served_as(const config::Config& config) {
  if (geteuid() == 0) return owner_of_service(config);
  return daemonize::identity_of(config.server.user, config.server.group);
}

int open_socket(const config::Config& config, const daemonize::Identity& owner) {
  const int inherited = daemonize::inherited_socket();
  if (inherited >= 0) return inherited;
  const auto mode = static_cast<unsigned>(std::stoul(config.server.socket_mode, nullptr, 8));
  return daemonize::listen_on(config::listen_address(config), mode, owner);
}

/// All workers of all generations share one pair: what one that ends puts in, any other takes out.
Sockets with_hand_over(int listening) {
  int pair[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0) {
    throw base::Error(base::ErrorCode::internal,
                      {"There are not enough descriptors to begin with."});
  }
  return {listening, pair[0], pair[1]};
}

daemonize::Plan plan_of(const config::Config& config, const Sockets& sockets) {
  const auto max_requests = static_cast<unsigned long>(config.server.max_requests);
  daemonize::Role workers{
      "worker", static_cast<int>(config.server.workers),
      [=](const auto& ready) { return run_worker(config, sockets, max_requests, ready); }};
  daemonize::Role courier{"courier", 1,
                          [=](const auto& ready) { return run_courier(config, ready); }};
  return {{std::move(workers), std::move(courier)}, config.server.grace};
}

/// A new plan from the configuration as it is now. What only root could change stays.
daemonize::Plan reload(const std::string& file, const Sockets& sockets) try {
  const auto config = configuration(file);
  rehearse(config);
  require_database(config);
  open_log(config);
  return plan_of(config, sockets);
} catch (const BadConfiguration& bad) {
  for (const auto& fault : bad.faults()) {
    base::log::error("configuration.fault", {{"where", fault.where}, {"what", fault.what}});
  }
  throw base::Error(base::ErrorCode::invalid_argument, {"The configuration has faults."});
}

bool may_have_queued() {
  const char* method = std::getenv("REQUEST_METHOD");
  return method != nullptr && std::string_view(method) != "GET" &&
         std::string_view(method) != "HEAD";
}

void let_go_of_the_web_server() {
  setsid();
  const int nothing = open("/dev/null", O_RDWR);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    dup2(nothing, descriptor);
  }
}

/// In a process of its own: it outlives this one, and web servers wait for descriptors to close.
void deliver_afterwards(const config::Config& config) {
  if (!may_have_queued() || fork() != 0) return;
  let_go_of_the_web_server();
  const auto end = std::chrono::steady_clock::now() + kAfterwards;
  Runtime runtime(config);
  Delivery(runtime).run_once([&] { return std::chrono::steady_clock::now() >= end; });
}

void answer_one(const config::Config& config) {
  Runtime runtime(config);
  require_database(runtime.database);
  Apis apis(runtime);
  gateway::serve_cgi(gateway_options(config),
                     [&](const auto& request) { return apis.answer(request); });
}

}  // namespace

int serve_daemon(const std::string& file) {
  const auto config = configuration(file);
  umask(kPrivate);
  signal(SIGPIPE, SIG_IGN);
  make_owned_directory(config);
  const auto owner = served_as(config);
  const int listening = open_socket(config, owner);
  const daemonize::PidFile pid_file(config.server.pid_file);
  daemonize::drop_privileges(owner);
  require_usable_files(config);
  open_log(config);
  rehearse(config);
  require_database(config);
  prepare(config);
  const auto sockets = with_hand_over(listening);
  return daemonize::supervise(plan_of(config, sockets), [&] { return reload(file, sockets); });
}

int serve_spawned(const std::string& file) {
  const auto config = configuration(file);
  umask(kPrivate);
  open_log(config);
  require_database(config);
  prepare(config);
  return run_worker(config, {.listening = daemonize::inherited_socket()}, 0, [] {});
}

int serve_once(const std::string& file) {
  const auto config = configuration(file);
  umask(kPrivate);
  signal(SIGPIPE, SIG_IGN);
  open_log(config);
  answer_one(config);
  deliver_afterwards(config);
  return 0;
}
