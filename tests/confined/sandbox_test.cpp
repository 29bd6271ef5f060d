#include "confined/sandbox.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

#include "support/temp_directory.h"

// Each case tries something in a process of its own that has entered a sandbox.

namespace {

using confined::Sandbox;

constexpr int kAllowed = 0;
constexpr int kRefused = 1;

bool has(std::string_view part) {
  const auto all = confined::missing();
  return std::find(all.begin(), all.end(), part) == all.end();
}

/// Where this system cannot do that part of a sandbox, the case is skipped.
boost::unit_test::precondition with(std::string_view part) {
  return boost::unit_test::precondition(
      [part](auto) { return boost::test_tools::assertion_result(has(part)); });
}

pid_t forked(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  return child;
}

int end_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Whether work that returns whether it could succeeds inside.
bool can(const Sandbox& sandbox, const std::function<bool()>& work) {
  return end_of(forked([&] {
           confined::enter(sandbox);
           return work() ? kAllowed : kRefused;
         })) == kAllowed;
}

bool can_open(const std::string& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (file >= 0) close(file);
  return file >= 0;
}

std::uint16_t port_of(int listening) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

struct Listener {
  Listener() {
    auto address = loopback(0);
    bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(descriptor, 4);
  }
  ~Listener() { close(descriptor); }

  bool is_reached() const {
    const int asking = socket(AF_INET, SOCK_STREAM, 0);
    auto address = loopback(port_of(descriptor));
    return connect(asking, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }

  int descriptor = socket(AF_INET, SOCK_STREAM, 0);
};

const Sandbox kServer{.calls = Sandbox::Calls::serving};

}  // namespace

BOOST_AUTO_TEST_SUITE(confined_sandbox)

BOOST_AUTO_TEST_CASE(nobody_executes_a_program, *with("system calls")) {
  const auto execute = [] {
    execl("/bin/true", "true", nullptr);
    return false;  // still here
  };
  BOOST_TEST(end_of(forked([&] { return execute() ? kAllowed : kRefused; })) == kAllowed);
  BOOST_TEST(!can(kServer, execute));
}

BOOST_FIXTURE_TEST_CASE(only_what_is_named_can_be_read, TempDirectory, *with("files")) {
  std::ofstream(file("named")) << "x";
  std::ofstream(file("other")) << "x";
  const Sandbox sandbox{.readable = {file("named"), file("not there"), ""}};
  BOOST_TEST(can(sandbox, [&] { return can_open(file("named"), O_RDONLY); }));
  BOOST_TEST(!can(sandbox, [&] { return can_open(file("named"), O_WRONLY); }));
  BOOST_TEST(!can(sandbox, [&] { return can_open(file("other"), O_RDONLY); }));
  BOOST_TEST(can(sandbox, [] { return can_open("/etc/hosts", O_RDONLY); }));
  BOOST_TEST(!can(sandbox, [] { return can_open("/etc/passwd", O_RDONLY); }));
}

BOOST_FIXTURE_TEST_CASE(files_are_made_and_removed_only_below_what_is_writable, TempDirectory,
                        *with("files")) {
  std::filesystem::create_directory(file("data"));
  const Sandbox sandbox{.writable = {file("data")}};
  BOOST_TEST(can(sandbox, [&] {
    return can_open(file("data/new"), O_RDWR | O_CREAT | O_TRUNC) &&
           rename(file("data/new").c_str(), file("data/old").c_str()) == 0 &&
           unlink(file("data/old").c_str()) == 0;
  }));
  BOOST_TEST(!can(sandbox, [&] { return can_open(file("new"), O_WRONLY | O_CREAT); }));
  BOOST_TEST(!can(sandbox, [&] { return unlink(file("data").c_str()) == 0; }));
}

BOOST_FIXTURE_TEST_CASE(what_is_appended_to_cannot_be_read_or_removed, TempDirectory,
                        *with("files")) {
  std::ofstream(file("log")) << "x";
  const Sandbox sandbox{.appendable = {path()}};
  BOOST_TEST(can(sandbox, [&] { return can_open(file("log"), O_WRONLY | O_APPEND | O_CREAT); }));
  BOOST_TEST(can(sandbox, [&] { return can_open(file("next"), O_WRONLY | O_APPEND | O_CREAT); }));
  BOOST_TEST(!can(sandbox, [&] { return can_open(file("log"), O_RDONLY); }));
  BOOST_TEST(!can(sandbox, [&] { return unlink(file("log").c_str()) == 0; }));
}

BOOST_AUTO_TEST_CASE(only_ports_that_are_named_can_be_connected_to, *with("ports")) {
  const Listener named;
  const Listener other;
  auto sandbox = kServer;
  sandbox.ports = {port_of(named.descriptor)};
  BOOST_TEST(can(sandbox, [&] { return named.is_reached(); }));
  BOOST_TEST(!can(sandbox, [&] { return other.is_reached(); }));
  sandbox.ports = std::nullopt;
  BOOST_TEST(can(sandbox, [&] { return other.is_reached(); }));
}

BOOST_AUTO_TEST_CASE(who_computes_makes_no_socket_and_no_new_process, *with("system calls")) {
  BOOST_TEST(can(kServer, [] { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }));
  BOOST_TEST(!can(kServer, [] { return socket(AF_PACKET, SOCK_RAW, 0) >= 0; }));
  BOOST_TEST(!can({}, [] { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }));
  BOOST_TEST(can({}, [] {
    bool ran = false;
    std::thread([&] { ran = true; }).join();
    return ran;
  }));
}

BOOST_AUTO_TEST_CASE(siblings_cannot_look_into_or_end_one_another, *with("system calls")) {
  int wait_for[2];
  BOOST_REQUIRE(pipe(wait_for) == 0);
  const pid_t sibling = forked([&] {
    confined::enter(kServer);
    char byte = 0;
    close(wait_for[1]);
    return static_cast<int>(read(wait_for[0], &byte, 1));
  });
  BOOST_TEST(!can(kServer, [&] { return ptrace(PTRACE_ATTACH, sibling, nullptr, 0) == 0; }));
  BOOST_TEST(!can(kServer,
                  [&] { return can_open("/proc/" + std::to_string(sibling) + "/mem", O_RDONLY); }));
  close(wait_for[1]);
  close(wait_for[0]);
  BOOST_TEST(end_of(sibling) == 0);
}

BOOST_AUTO_TEST_CASE(memory_that_is_written_is_never_executed, *with("system calls")) {
  BOOST_TEST(!can({}, [] {
    return mmap(nullptr, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
           MAP_FAILED;
  }));
  BOOST_TEST(!can({}, [] {
    void* const page = mmap(nullptr, 4096, PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
  }));
}

BOOST_AUTO_TEST_CASE(no_core_is_dumped_and_no_new_privileges_are_had) {
  BOOST_TEST(can({}, [] {
    rlimit core{1, 1};
    getrlimit(RLIMIT_CORE, &core);
    return core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0 &&
           prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
  }));
}

BOOST_AUTO_TEST_CASE(one_sandbox_within_another_has_what_both_allow, *with("files")) {
  BOOST_TEST(!can({}, [] {
    confined::enter({.readable = {"/etc/passwd"}});
    return can_open("/etc/passwd", O_RDONLY);
  }));
}

BOOST_AUTO_TEST_SUITE_END()
