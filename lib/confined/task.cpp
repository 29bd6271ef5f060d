#include "confined/task.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "base/error.h"
#include "base/log.h"
#include "confined/cell.h"
#include "confined/wire.h"

namespace confined {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Blocks all signals while it lives, so that the parent's handlers never run in the child.
class Undisturbed {
 public:
  Undisturbed() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~Undisturbed() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Undisturbed(const Undisturbed&) = delete;
  Undisturbed& operator=(const Undisturbed&) = delete;

 private:
  sigset_t before_{};
};

// Makes ended children wait to be reaped (undoes an ignored SIGCHLD): otherwise their ids could
// soon belong to other processes.
void keep_the_dead() {
  struct sigaction action {};
  sigaction(SIGCHLD, nullptr, &action);
  if (action.sa_handler != SIG_IGN) return;
  std::signal(SIGCHLD, SIG_DFL);
}

milliseconds cpu_of(const rusage& usage) {
  const auto span = [](const timeval& time) {
    return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
  };
  return std::chrono::ceil<milliseconds>(span(usage.ru_utime) + span(usage.ru_stime));
}

const char* name_of(End end) {
  switch (end) {
    case End::done:
      return "done";
    case End::over_cpu:
      return "took too much processor time";
    case End::over_wall:
      return "took too long";
    case End::broken:
      break;
  }
  return "broke off";
}

End end_of(int status, bool late) {
  if (!WIFSIGNALED(status)) return End::broken;
  const int signal = WTERMSIG(status);
  if (signal == SIGPROF || signal == SIGXCPU) return End::over_cpu;
  return late && signal == SIGKILL ? End::over_wall : End::broken;
}

}  // namespace

Task::Task(const Work& work, const Limits& limits)
    : longest_(limits.longest_result), deadline_(steady_clock::now() + limits.wall) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw base::busy("no descriptor for a confined process");
  keep_the_dead();
  const pid_t parent = getpid();
  {
    const Undisturbed calm;
    child_ = fork();
    if (child_ == 0) work_in_cell(work, limits, ends[1], parent);
  }
  close(ends[1]);
  pipe_ = ends[0];
  fcntl(pipe_, F_SETFL, O_NONBLOCK);
  if (child_ > 0) return;
  close(pipe_);
  throw base::busy("no process for confined work");
}

Task::Task(Task&& other) noexcept
    : child_(std::exchange(other.child_, -1)),
      pipe_(std::exchange(other.pipe_, -1)),
      longest_(other.longest_),
      deadline_(other.deadline_),
      received_(std::move(other.received_)),
      outcome_(std::move(other.outcome_)),
      late_(other.late_) {}

Task::~Task() { end(); }

milliseconds Task::left() const {
  const auto left = std::chrono::ceil<milliseconds>(deadline_ - steady_clock::now());
  return std::max(left, milliseconds{0});
}

/// Reads what has come; returns whether more may follow.
bool Task::take() {
  std::array<char, 65536> part;
  for (;;) {
    const auto count = read(pipe_, part.data(), part.size());
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    if (count == 0) return false;
    received_.append(part.data(), static_cast<std::size_t>(count));
    if (received_.size() > longest_) return false;
  }
}

bool Task::over() {
  if (pipe_ < 0) return true;
  if (take()) {
    late_ = left() == milliseconds{0};
    if (!late_) return false;
  }
  end();
  return true;
}

/// Kills the process if it still runs, even after its result. The status of one that has ended
/// already does not change.
void Task::end() {
  if (child_ < 0) return;
  close(std::exchange(pipe_, -1));
  kill(child_, SIGKILL);
  int status = 0;
  rusage usage{};
  while (wait4(child_, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  child_ = -1;
  outcome_.cpu = cpu_of(usage);
  outcome_.end = end_of(status, late_);
}

Result Task::result(base::Waiting& waiting) {
  while (!over()) waiting.until_readable(pipe_, left());
  auto fields = received_.size() > longest_ || late_ ? std::nullopt : read_back(received_);
  if (fields) {
    outcome_.end = End::done;
    outcome_.fields = *std::move(fields);
  } else {
    base::log::warning("confined.ended",
                       {{"end", name_of(outcome_.end)}, {"cpu_ms", outcome_.cpu.count()}});
  }
  return std::move(outcome_);
}

Result run(const Work& work, const Limits& limits, base::Waiting& waiting) {
  return Task(work, limits).result(waiting);
}

}  // namespace confined
