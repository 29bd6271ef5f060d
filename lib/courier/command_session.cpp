#include "courier/command_session.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>

#include "base/file.h"
#include "base/mail_address.h"

namespace courier {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Kind = Outcome::Kind;

constexpr milliseconds kFirstLook{2};  // at whether it has ended; doubled up to
constexpr milliseconds kLongestLook{100};
constexpr int kNotRunnable = 126;  // a wrapper's, as a shell says it
constexpr int kNotThere = 127;

// The lines of a mail end in LF where programs pass them on.
std::string with_plain_line_ends(std::string text) {
  std::erase(text, '\r');
  return text;
}

// A file without a name: a program that reads none of it blocks nobody.
base::Descriptor file_of(const std::string& content) {
  base::Descriptor file(memfd_create("mail", MFD_CLOEXEC));
  const bool whole = file.get() >= 0 && base::write_all(file.get(), content) &&
                     lseek(file.get(), 0, SEEK_SET) == 0;
  return base::Descriptor(whole ? file.release() : -1);
}

// What a program starts with: its standard input, nothing to say, a group of its own to be killed
// by, and the signals as any program expects them.
class Start {
 public:
  explicit Start(int input) {
    posix_spawn_file_actions_init(&files_);
    posix_spawn_file_actions_adddup2(&files_, input, STDIN_FILENO);
    for (const int output : {STDOUT_FILENO, STDERR_FILENO}) {
      posix_spawn_file_actions_addopen(&files_, output, "/dev/null", O_WRONLY, 0);
    }
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&manner_);
    posix_spawnattr_setsigmask(&manner_, &none);
    posix_spawnattr_setsigdefault(&manner_, &all);
    posix_spawnattr_setpgroup(&manner_, 0);
    posix_spawnattr_setflags(
        &manner_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Start() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&manner_);
  }
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;

  // The process; negative: there is none, and errno says why.
  pid_t run(std::vector<std::string> words) const {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = -1;
    errno = posix_spawn(&child, arguments[0], &files_, &manner_, arguments.data(), environ);
    return errno == 0 ? child : -1;
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t manner_{};
};

std::vector<std::string> words_of(const CommandSettings& settings, const Envelope& mail) {
  auto words = settings.command;
  words.insert(words.end(), {"-i", "-f", mail.sender, "--", mail.recipient});
  return words;
}

// Waits for its end, for as long as `patient` says; then kills it. Returns its status when it ended
// by itself.
std::optional<int> end_of(pid_t child, const std::function<bool()>& patient) {
  int status = 0;
  for (auto look = kFirstLook; patient(); look = std::min(2 * look, kLongestLook)) {
    const auto ended = waitpid(child, &status, WNOHANG);
    if (ended == child) return status;
    if (ended < 0 && errno != EINTR) return std::nullopt;
    std::this_thread::sleep_for(look);
  }
  kill(-child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return std::nullopt;
}

bool is_about_this_mail(int code) {
  return code == EX_DATAERR || code == EX_NOUSER || code == EX_NOHOST;
}

bool is_about_us(int code) {
  return code == EX_USAGE || code == EX_NOPERM || code == EX_CONFIG || code == kNotRunnable ||
         code == kNotThere;
}

Outcome outcome_of(const std::string& program, int status) {
  if (status == 0) return {};
  if (!WIFEXITED(status)) return {Kind::retry, program + " was killed"};
  const int code = WEXITSTATUS(status);
  return {.kind = is_about_this_mail(code) ? Kind::permanent : Kind::retry,
          .error = program + " ended with " + std::to_string(code),
          .is_alarming = is_about_us(code)};
}

Outcome not_started(const std::string& program, int reason) {
  const bool passing = reason == EAGAIN || reason == ENOMEM || reason == EMFILE || reason == ENFILE;
  return {.kind = Kind::retry,
          .error = program + ": " + std::generic_category().message(reason),
          .is_alarming = !passing};
}

}  // namespace

Outcome CommandSession::send(const Envelope& mail, const BrokenOff& broken_off) {
  if (!base::is_sender_address(mail.sender) || !base::is_mail_address(mail.recipient)) {
    return {Kind::permanent, "an address that is none"};
  }
  const auto& program = settings_.command.front();
  const auto deadline = steady_clock::now() + settings_.timeout;
  const auto content = file_of(with_plain_line_ends(mail.content));
  if (content.get() < 0) return not_started(program, errno);
  const auto child = Start(content.get()).run(words_of(settings_, mail));
  if (child < 0) return not_started(program, errno);
  const auto status =
      end_of(child, [&] { return !broken_off() && steady_clock::now() < deadline; });
  return status ? outcome_of(program, *status) : Outcome{Kind::retry, program + " timed out"};
}

}  // namespace courier
