#include "daemon/supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "daemon/child.h"
#include "daemon/notify.h"

namespace daemonize {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kAtOnce{1000};  // a child that dies sooner is restarted with a delay
constexpr milliseconds kFirstDelay{100};
constexpr milliseconds kLongestDelay{10000};

/// A place that a child must fill.
struct Seat {
  std::size_t role;
  pid_t pid = -1;  // -1: empty
  bool ready = false;
  Clock::time_point since;  // when the child was started; for an empty seat: when it will be
  milliseconds delay{0};
};

/// All children of one plan.
struct Generation {
  Plan plan;
  std::vector<Seat> seats;

  explicit Generation(Plan chosen) : plan(std::move(chosen)) {
    for (std::size_t role = 0; role < plan.roles.size(); ++role) {
      for (int i = 0; i < plan.roles[role].count; ++i) seats.push_back({role, -1, false, {}, {}});
    }
  }
  bool is_ready() const {
    return std::all_of(seats.begin(), seats.end(), [](const Seat& seat) { return seat.ready; });
  }
};

/// A child that is told to end, or is to be once the others have ended.
struct Leaver {
  pid_t pid;
  std::string role;
  Clock::time_point deadline;
  bool told;
};

class Supervisor {
 public:
  Supervisor(Plan plan, const std::function<Plan()>& replan)
      : current_(std::move(plan)), replan_(replan) {}

  int run();

 private:
  void open_descriptors();
  template <typename Visit>
  void for_each_seat(Visit visit);
  int wait_time();
  void wait();
  void read_signals();
  void read_ready();
  void handle(unsigned signal);
  void fill_seats();
  void fill(const Generation& generation, Seat& seat);
  void reap();
  void vacate(pid_t pid, int status);
  void reload();
  void promote();
  void dismiss(Generation& generation);
  void stop();
  void forward(int signal);
  void tell_the_last();
  void kill_late();

  Generation current_;
  std::optional<Generation> next_;  // started by HUP, takes over when all of its children are ready
  std::vector<Leaver> leavers_;
  const std::function<Plan()>& replan_;
  sigset_t mask_{};  // the signal mask as it was before
  int signals_ = -1;
  int ready_[2] = {-1, -1};
  bool announced_ = false;
  bool stopping_ = false;
};

template <typename Visit>
void Supervisor::for_each_seat(Visit visit) {
  for (Seat& seat : current_.seats) visit(current_, seat);
  if (!next_) return;
  for (Seat& seat : next_->seats) visit(*next_, seat);
}

int Supervisor::run() {
  open_descriptors();
  while (!stopping_ || !leavers_.empty()) {
    fill_seats();
    wait();
    read_ready();  // before reaping: a child that was ready did not die at its start
    read_signals();
    promote();
    tell_the_last();
    kill_late();
  }
  for (const int descriptor : {signals_, ready_[0], ready_[1]}) close(descriptor);
  sigprocmask(SIG_SETMASK, &mask_, nullptr);
  base::log::info("daemon.stopped");
  return 0;
}

void Supervisor::open_descriptors() {
  signal(SIGCHLD, SIG_DFL);  // if our parent ignored it, we would not see children die
  const sigset_t control = control_signals();
  sigprocmask(SIG_BLOCK, &control, &mask_);
  signals_ = signalfd(-1, &control, SFD_NONBLOCK | SFD_CLOEXEC);
  if (signals_ >= 0 && pipe2(ready_, O_NONBLOCK | O_CLOEXEC) == 0) return;
  throw base::Error(base::ErrorCode::internal, {"There are not enough descriptors to begin with."});
}

/// Milliseconds until a seat is to be filled or a leaver is late; -1 when nothing is planned.
int Supervisor::wait_time() {
  std::optional<Clock::time_point> first;
  const auto consider = [&](Clock::time_point moment) {
    first = first ? std::min(*first, moment) : moment;
  };
  for (const Leaver& leaver : leavers_) consider(leaver.deadline);
  if (!stopping_) {
    for_each_seat([&](Generation&, Seat& seat) {
      if (seat.pid < 0) consider(seat.since);
    });
  }
  if (!first) return -1;
  const auto left = std::chrono::ceil<milliseconds>(*first - Clock::now()).count();
  return static_cast<int>(std::clamp<milliseconds::rep>(left, 0, 60'000));
}

void Supervisor::wait() {
  pollfd watched[] = {{signals_, POLLIN, 0}, {ready_[0], POLLIN, 0}};
  poll(watched, 2, wait_time());
}

void Supervisor::read_ready() {
  pid_t pid = 0;
  while (read(ready_[0], &pid, sizeof pid) == sizeof pid) {
    for_each_seat([&](Generation&, Seat& seat) {
      if (seat.pid == pid) seat.ready = true;
    });
  }
}

void Supervisor::read_signals() {
  signalfd_siginfo info{};
  while (read(signals_, &info, sizeof info) == sizeof info) handle(info.ssi_signo);
}

void Supervisor::handle(unsigned signal) {
  if (signal == SIGCHLD) return reap();
  if (signal == SIGTERM || signal == SIGINT) return stop();
  if (signal == SIGHUP) return reload();
  base::log::reopen();
  forward(SIGUSR1);
}

void Supervisor::fill_seats() {
  if (stopping_) return;
  const auto now = Clock::now();
  for_each_seat([&](Generation& generation, Seat& seat) {
    if (seat.pid < 0 && seat.since <= now) fill(generation, seat);
  });
}

void Supervisor::fill(const Generation& generation, Seat& seat) {
  const Role& role = generation.plan.roles[seat.role];
  seat.pid = fork_child(role, mask_, ready_[1]);
  seat.ready = false;
  seat.since = Clock::now();
  if (seat.pid > 0)
    return base::log::debug("child.started", {{"role", role.name}, {"pid", seat.pid}});
  seat.delay = std::clamp(seat.delay * 2, kFirstDelay, kLongestDelay);
  seat.since += seat.delay;
  base::log::error("child.not_started", {{"role", role.name}});
}

void Supervisor::reap() {
  int status = 0;
  for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    read_ready();
    vacate(pid, status);
  }
}

void Supervisor::vacate(pid_t pid, int status) {
  for_each_seat([&](Generation& generation, Seat& seat) {
    if (seat.pid != pid) return;
    log_end(generation.plan.roles[seat.role].name, pid, status);
    const auto now = Clock::now();
    const bool retired = seat.ready && status == 0;
    const bool at_once = !retired && now - seat.since < kAtOnce;
    seat.delay = at_once ? std::clamp(seat.delay * 2, kFirstDelay, kLongestDelay) : milliseconds{0};
    seat.since = now + seat.delay;
    seat.pid = -1;
    seat.ready = false;
  });
  std::erase_if(leavers_, [&](const Leaver& leaver) {
    if (leaver.pid == pid) log_end(leaver.role, pid, status);
    return leaver.pid == pid;
  });
}

void Supervisor::reload() {
  if (stopping_) return;
  notify_reloading();
  try {
    Generation fresh(replan_());
    if (next_) dismiss(*next_);  // it was never ready; the previous one still works
    next_.emplace(std::move(fresh));
    base::log::info("daemon.reloading");
  } catch (const base::Error& error) {
    base::log::error("daemon.reload_failed",
                     {{"text", error.public_text()}, {"detail", error.private_detail()}});
    notify("READY=1");
  } catch (const std::exception& error) {
    base::log::error("daemon.reload_failed", {{"detail", error.what()}});
    notify("READY=1");
  }
}

/// Ends what the ready generation replaces, and tells systemd.
void Supervisor::promote() {
  if (stopping_) return;
  if (next_ && next_->is_ready()) {
    dismiss(current_);
    current_ = *std::exchange(next_, std::nullopt);
    announced_ = false;
  }
  if (announced_ || !current_.is_ready()) return;
  announced_ = true;
  base::log::info("daemon.ready", {{"children", current_.seats.size()}});
  notify("READY=1\nMAINPID=" + std::to_string(getpid()));
}

void Supervisor::dismiss(Generation& generation) {
  const auto deadline = Clock::now() + generation.plan.grace;
  for (Seat& seat : generation.seats) {
    if (seat.pid < 0) continue;
    const Role& role = generation.plan.roles[seat.role];
    leavers_.push_back({seat.pid, role.name, deadline, !role.outlives_others});
    if (!role.outlives_others) kill(seat.pid, SIGTERM);
    seat.pid = -1;
  }
}

void Supervisor::stop() {
  if (std::exchange(stopping_, true)) return;
  base::log::info("daemon.stopping");
  notify("STOPPING=1");
  dismiss(current_);
  if (next_) dismiss(*next_);
}

void Supervisor::forward(int signal) {
  for_each_seat([&](Generation&, Seat& seat) {
    if (seat.pid > 0) kill(seat.pid, signal);
  });
  for (const Leaver& leaver : leavers_) kill(leaver.pid, signal);
}

/// Those that the others need, when no other that is to end is left.
void Supervisor::tell_the_last() {
  const auto was_told = [](const Leaver& leaver) { return leaver.told; };
  if (std::any_of(leavers_.begin(), leavers_.end(), was_told)) return;
  for (Leaver& leaver : leavers_) {
    leaver.told = true;
    kill(leaver.pid, SIGTERM);
  }
}

void Supervisor::kill_late() {
  const auto now = Clock::now();
  for (Leaver& leaver : leavers_) {
    if (leaver.deadline > now) continue;
    base::log::warning("child.late", {{"role", leaver.role}, {"pid", leaver.pid}});
    kill(leaver.pid, SIGKILL);
    leaver.deadline = now + kAtOnce;
  }
}

}  // namespace

int supervise(Plan plan, const std::function<Plan()>& replan) {
  return Supervisor(std::move(plan), replan).run();
}

}  // namespace daemonize
