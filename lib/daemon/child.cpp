#include "daemon/child.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"

namespace daemonize {
namespace {

constexpr int kFailed = 70;  // EX_SOFTWARE of sysexits.h

int run_guarded(const Role& role, const std::function<void()>& ready) {
  try {
    return role.run(ready);
  } catch (const base::Error& error) {
    base::log::error("child.failed", {{"role", role.name},
                                      {"code", error.what()},
                                      {"text", error.public_text()},
                                      {"detail", error.private_detail()}});
  } catch (const std::exception& error) {
    base::log::error("child.failed", {{"role", role.name}, {"detail", error.what()}});
  }
  return kFailed;
}

/// Asks the kernel for TERM when the master dies, and checks that it has not died already.
void end_with(pid_t master) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != master) _exit(kFailed);
}

void become_child(const sigset_t& mask) {
  sigset_t blocked = mask;
  const sigset_t control = control_signals();
  sigorset(&blocked, &mask, &control);
  sigdelset(&blocked, SIGCHLD);
  sigprocmask(SIG_SETMASK, &blocked, nullptr);
}

}  // namespace

sigset_t control_signals() {
  sigset_t out;
  sigemptyset(&out);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGCHLD}) sigaddset(&out, signal);
  return out;
}

pid_t fork_child(const Role& role, const sigset_t& mask, int ready_pipe) {
  const pid_t master = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  end_with(master);
  become_child(mask);
  const int code = run_guarded(role, [ready_pipe] {
    const pid_t self = getpid();
    [[maybe_unused]] const auto written = write(ready_pipe, &self, sizeof self);
  });
  _exit(code);  // skips the exit handlers, which belong to the master
}

void log_end(const std::string& role, pid_t pid, int status) {
  if (WIFSIGNALED(status)) {
    base::log::error("child.killed", {{"role", role}, {"pid", pid}, {"signal", WTERMSIG(status)}});
  } else if (WEXITSTATUS(status) != 0) {
    base::log::error("child.failed",
                     {{"role", role}, {"pid", pid}, {"exit_code", WEXITSTATUS(status)}});
  } else {
    base::log::info("child.ended", {{"role", role}, {"pid", pid}});
  }
}

}  // namespace daemonize
