#include "serve.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "base/error.h"
#include "base/log.h"
#include "config/config.h"
#include "configuration.h"
#include "control_signals.h"
#include "daemon/listener.h"
#include "daemon/supervisor.h"
#include "preparations.h"
#include "sandboxes.h"
#include "wiring/apis.h"
#include "wiring/delivery.h"
#include "wiring/process.h"
#include "worker.h"

namespace {

constexpr mode_t kPrivate = 077;  // no file of ours is anybody else's, unless we say so
constexpr std::chrono::seconds kAfterwards{5};  // for what a CGI process delivers

/// All workers of all generations share one pair: what one that ends puts in, any other takes out.
/// They share one desk for hashes, too.
Sockets with_pairs(int listening) {
  int pair[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0) {
    throw base::Error(base::ErrorCode::internal,
                      {"There are not enough descriptors to begin with."});
  }
  return {listening, pair[0], pair[1], hashing::make_desk()};
}

daemonize::Plan plan_of(const config::Config& config, const Sockets& sockets) {
  const auto max_requests = static_cast<unsigned long>(config.server.max_requests);
  daemonize::Role workers{"worker", static_cast<int>(config.server.workers),
                          [=](const auto& ready) {
                            if (is_sandboxed(config)) confined::enter(worker_sandbox(config));
                            return run_worker(config, sockets, max_requests, ready);
                          }};
  daemonize::Role hasher{"hasher", 1, [=](const auto& ready) {
                           if (is_sandboxed(config)) confined::enter(hasher_sandbox(config));
                           return run_hasher(config, sockets.hashing, ready);
                         }};
  hasher.outlives_others = true;
  daemonize::Role courier{"courier", 1, [=](const auto& ready) {
                            if (is_courier_sandboxed(config))
                              confined::enter(courier_sandbox(config));
                            return run_courier(config, ready);
                          }};
  return {{std::move(workers), std::move(courier), std::move(hasher)}, config.server.grace};
}

/// A hasher on a thread of this process, for one that has no master.
class HasherAtHand {
 public:
  explicit HasherAtHand(const config::Config& config)
      : thread_([this, config] { hash_until_closed(config, desk_); }) {}
  ~HasherAtHand() {
    close(desk_.asking);
    thread_.join();
    close(desk_.serving);
  }
  HasherAtHand(const HasherAtHand&) = delete;
  HasherAtHand& operator=(const HasherAtHand&) = delete;

  const hashing::Desk& desk() const { return desk_; }

 private:
  hashing::Desk desk_ = hashing::make_desk();
  std::thread thread_;
};

void log_faults(std::string_view event, const std::vector<config::Fault>& faults) {
  for (const auto& fault : faults) {
    base::log::error(event, {{"where", fault.where}, {"what", fault.what}});
  }
}

std::vector<config::Fault> as_faults(const Findings& findings) {
  std::vector<config::Fault> faults;
  for (const auto& [name, text, fault] : findings) faults.push_back({std::string(name), text});
  return faults;
}

/// A new plan from the configuration as it is now. What only root could change stays.
daemonize::Plan reload(const std::string& file, const Sockets& sockets) try {
  const auto config = require_configuration(file);
  Start start(config);
  require_prepared(examine_reload(start));
  perform_start(start);
  return plan_of(config, sockets);
} catch (const BadConfiguration& bad) {
  log_faults("configuration.fault", bad.faults());
  throw base::Error(base::ErrorCode::invalid_argument, {"The configuration has faults."});
} catch (const Unprepared& unprepared) {
  log_faults("preparation.fault", as_faults(unprepared.faults()));
  throw base::Error(base::ErrorCode::failed_dependency, {"It could not serve."});
}

/// Examines all before anything is made, in a process of its own, which becomes server.user for it.
/// Throws Unprepared there; here it returns that process's exit code.
int examine_apart(const Start& start) {
  const pid_t child = fork();
  if (child == 0) {
    require_prepared(examine_all(start));
    _exit(0);
  }
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child > 0 && WIFEXITED(status)) return WEXITSTATUS(status);
  throw base::Error(base::ErrorCode::internal, {"What doorward needs could not be examined."});
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
  wiring::Process process(config);
  wiring::Delivery(process).run_once([&] { return std::chrono::steady_clock::now() >= end; });
}

void answer_one(const config::Config& config) {
  Start start(config);
  perform_process(start);
  wiring::Apis apis(*start.process);
  gateway::serve_cgi(gateway_options(config),
                     [&](const auto& request) { return apis.answer(request); });
}

}  // namespace

int serve_daemon(const std::string& file) {
  const auto config = require_configuration(file);
  umask(kPrivate);
  signal(SIGPIPE, SIG_IGN);
  Start start(config);
  start.passed = daemonize::inherited_socket();
  if (const int code = examine_apart(start); code != 0) return code;
  perform_all(start);
  start.process.reset();  // no connection is open when children are made
  const auto sockets = with_pairs(start.listening);
  return daemonize::supervise(plan_of(config, sockets), [&] { return reload(file, sockets); });
}

int serve_spawned(const std::string& file) {
  const auto config = require_configuration(file);
  umask(kPrivate);
  Start start(config);
  perform_start(start);
  start.process.reset();
  if (is_sandboxed(config)) confined::enter(worker_sandbox(config));
  const HasherAtHand hasher(config);
  const Sockets sockets{.listening = daemonize::inherited_socket(), .hashing = hasher.desk()};
  return run_worker(config, sockets, 0, [] {});
}

int serve_once(const std::string& file) {
  const auto config = require_configuration(file);
  umask(kPrivate);
  signal(SIGPIPE, SIG_IGN);
  answer_one(config);
  deliver_afterwards(config);
  return 0;
}
