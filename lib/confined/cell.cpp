#include "confined/cell.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "base/file.h"
#include "confined/sandbox.h"
#include "confined/wire.h"

namespace confined {
namespace {

constexpr int kFailed = 70;  // EX_SOFTWARE of sysexits.h
constexpr rlim_t kMostFiles = 64;
constexpr rlim_t kMegabyte = rlim_t{1} << 20;
constexpr rlim_t kHadOften = 512 * kMegabyte;

// Asks the kernel to end this process with its parent, and checks that the parent has not died
// already.
void end_with(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(kFailed);
}

// Closes all of the parent's descriptors except the pipe, which keeps its number, so that no other
// descriptor number of the parent can refer to the pipe here.
int keep_only(int pipe) {
  if (pipe <= STDERR_FILENO) pipe = fcntl(pipe, F_DUPFD, STDERR_FILENO + 1);
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, standard);
  for (int other = STDERR_FILENO + 1; other < pipe; ++other) close(other);
  closefrom(pipe + 1);
  return pipe;
}

void forget_handlers() {
  for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

#if defined(__SANITIZE_ADDRESS__)
void limit_memory(std::size_t /*more*/) {}  // the sanitizer reserves terabytes
#else
// The address space in use, in bytes; a guess where the system does not tell.
rlim_t has_already() {
  unsigned long pages = 0;
  const bool told = static_cast<bool>(std::ifstream("/proc/self/statm") >> pages);
  return told ? pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) : kHadOften;
}

void limit_memory(std::size_t more) { limit(RLIMIT_AS, has_already() + more); }
#endif

// SIGPROF ends the process when its timer runs out; the limit in whole seconds is a second line of
// defence.
void limit_cpu(std::chrono::milliseconds most) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(most);
  const auto micros = std::chrono::microseconds(most - seconds);
  const itimerval timer{{0, 0}, {seconds.count(), micros.count()}};
  setitimer(ITIMER_PROF, &timer, nullptr);
  limit(RLIMIT_CPU, static_cast<rlim_t>(seconds.count()) + 1);
}

void take_on(const Limits& limits) {
  limit_memory(limits.memory);
  limit_cpu(limits.cpu);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_STACK, 8 * kMegabyte);
  limit(RLIMIT_NOFILE, kMostFiles);
  enter(limits.sandbox);
}

std::string done(const Work& work) try {
  return written(work());
} catch (const base::Error& error) {
  return written(error);
}

}  // namespace

void work_in_cell(const Work& work, const Limits& limits, int out, pid_t parent) noexcept {
  end_with(parent);
  const int pipe = keep_only(out);
  forget_handlers();
  take_on(limits);
  try {
    if (base::write_all(pipe, done(work))) _exit(0);
  } catch (...) {  // out of memory: the parent sees a truncated result
  }
  _exit(kFailed);
}

}  // namespace confined
