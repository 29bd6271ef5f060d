#include "support/process.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "support/poll.h"

namespace {

struct User {
  uid_t user;
  gid_t group;
};

std::optional<User> nobody() {
  if (geteuid() != 0) return std::nullopt;
  const auto* entry = getpwnam("nobody");
  if (entry == nullptr) throw std::runtime_error("there is no user nobody");
  return User{entry->pw_uid, entry->pw_gid};
}

/// In the child, before the program: only calls that cannot surprise.
void become(const Command& command, const std::optional<User>& user) {
  setpgid(0, 0);
  dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
  if (user && (setgroups(0, nullptr) != 0 || setgid(user->group) != 0 || setuid(user->user) != 0)) {
    _exit(126);
  }
  if (!command.log.empty()) {
    const int log = open(command.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
  }
  prctl(PR_SET_PDEATHSIG, SIGTERM);  // nothing is left behind when the test is killed
  if (!command.directory.empty() && chdir(command.directory.c_str()) != 0) _exit(126);
  for (const auto& [name, value] : command.environment) setenv(name.c_str(), value.c_str(), 1);
}

}  // namespace

Process::Process(const Command& command) {
  std::vector<char*> arguments;
  for (const auto& argument : command.arguments) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  const auto user = command.as_nobody ? nobody() : std::nullopt;
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("fork failed");
  if (pid_ == 0) {
    become(command, user);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
}

Process::~Process() {
  if (!stop(std::chrono::seconds(15))) {
    send(SIGKILL);
    wait();
  }
}

void Process::send(int signal) const {
  if (!exit_code_) kill(pid_, signal);
}

void Process::suspend() const {
  send(SIGSTOP);
  siginfo_t stopped{};
  waitid(P_PID, static_cast<id_t>(pid_), &stopped, WSTOPPED | WEXITED | WNOWAIT);
}

bool Process::running() {
  if (exit_code_) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return true;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return false;
}

std::optional<int> Process::wait(std::chrono::milliseconds deadline) {
  eventually([this] { return !running(); }, deadline);
  return exit_code_;
}

std::optional<int> Process::stop(std::chrono::milliseconds deadline) {
  if (running()) send(SIGTERM);
  return wait(deadline);
}

std::vector<pid_t> Process::children() const {
  const auto id = std::to_string(pid_);
  std::ifstream file("/proc/" + id + "/task/" + id + "/children");
  std::vector<pid_t> found;
  for (pid_t child = 0; file >> child;) found.push_back(child);
  return found;
}

int run(const Command& command, std::chrono::milliseconds deadline) {
  Process process(command);
  const auto code = process.wait(deadline);
  if (!code) throw std::runtime_error(command.arguments.front() + " did not end");
  return *code;
}

void give_to_nobody(const std::string& path) {
  const auto user = nobody();
  if (user && lchown(path.c_str(), user->user, user->group) != 0) {
    throw std::runtime_error("cannot give " + path + " to nobody");
  }
}
