#include "daemon/listener.h"

#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

#include "support/forked.h"
#include "support/refusals.h"
#include "support/temp_directory.h"

using base::ErrorCode;
using daemonize::listen_on;

namespace {

constexpr unsigned kMode = 0660;

int listen_at(const std::string& address, unsigned mode = kMode) {
  return listen_on(address, mode, {});
}

bool can_connect(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const int client = socket(AF_UNIX, SOCK_STREAM, 0);
  const bool connected =
      connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  close(client);
  return connected;
}

unsigned mode_of(const std::string& path) {
  struct stat found {};
  return stat(path.c_str(), &found) == 0 ? found.st_mode & 07777U : 0;
}

int bind_at(const std::string& path, int type) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const int made = socket(AF_UNIX, type, 0);
  if (bind(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return -1;
  return made;
}

/// Connections that nobody takes, as many as there is room for.
std::vector<int> fill(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  std::vector<int> waiting;
  bool room = true;
  while (room) {
    waiting.push_back(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
    room = connect(waiting.back(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  return waiting;
}

/// Root may do everything; for anybody else the case is skipped.
const boost::unit_test::precondition for_root([](auto) {
  return boost::test_tools::assertion_result(geteuid() == 0);
});

void become_nobody() { daemonize::drop_privileges(daemonize::identity_of("nobody", "")); }

std::string tcp_address_of(int listening) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
  return "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(listeners, TempDirectory)

BOOST_AUTO_TEST_CASE(a_unix_socket_has_its_mode_whatever_the_umask) {
  const auto before = umask(077);
  const int listening = listen_at("unix:" + file("socket"), 0666);
  umask(before);
  BOOST_TEST(mode_of(file("socket")) == 0666U);
  BOOST_TEST(can_connect(file("socket")));
  BOOST_TEST((fcntl(listening, F_GETFL) & O_NONBLOCK) != 0);
  BOOST_TEST((fcntl(listening, F_GETFD) & FD_CLOEXEC) != 0);
  close(listening);
}

BOOST_AUTO_TEST_CASE(a_socket_file_that_was_left_behind_is_replaced) {
  close(listen_at("unix:" + file("socket")));
  BOOST_REQUIRE(std::filesystem::exists(file("socket")));
  BOOST_REQUIRE(!can_connect(file("socket")));
  const int listening = listen_at("unix:" + file("socket"));
  BOOST_TEST(can_connect(file("socket")));
  close(listening);
}

BOOST_AUTO_TEST_CASE(a_socket_that_somebody_listens_on_is_refused_and_goes_on) {
  const int first = listen_at("unix:" + file("socket"));
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { listen_at("unix:" + file("socket")); }));
  BOOST_TEST(can_connect(file("socket")));
  close(first);
}

BOOST_AUTO_TEST_CASE(a_listener_that_is_too_busy_to_take_anybody_is_one_all_the_same) {
  const int busy = listen_at("unix:" + file("socket"));
  listen(busy, 0);
  const auto waiting = fill(file("socket"));
  const auto refusal = refusal_of([&] { listen_at("unix:" + file("socket")); });
  BOOST_REQUIRE(refusal.has_value());
  BOOST_TEST((refusal->code() == ErrorCode::conflict));
  BOOST_TEST(refusal->public_text().find("another process listens on it") != std::string::npos);
  for (const int each : waiting) close(each);
  close(busy);
}

BOOST_AUTO_TEST_CASE(a_socket_of_another_type_is_refused_and_stays) {
  const int other = bind_at(file("socket"), SOCK_DGRAM);
  const auto refusal = refusal_of([&] { listen_at("unix:" + file("socket")); });
  BOOST_REQUIRE(refusal.has_value());
  BOOST_TEST(refusal->public_text().find("another type") != std::string::npos);
  BOOST_TEST(std::filesystem::exists(file("socket")));
  close(other);
}

BOOST_AUTO_TEST_CASE(a_socket_that_may_not_be_asked_is_refused_with_what_to_do, *for_root) {
  const int other = listen_at("unix:" + file("socket"), 0600);
  std::filesystem::permissions(path(), std::filesystem::perms::all);
  Forked asking([&] {
    become_nobody();
    const auto refusal = refusal_of([&] { listen_at("unix:" + file("socket")); });
    const bool told = refusal && refusal->code() == ErrorCode::conflict &&
                      refusal->public_text().find(
                          "a socket of root is there that nobody may not "
                          "connect to") != std::string::npos &&
                      refusal->public_text().find("rm " + file("socket")) != std::string::npos;
    return told ? 0 : 1;
  });
  BOOST_TEST(asking.wait() == 0);
  BOOST_TEST(can_connect(file("socket")));
  close(other);
}

BOOST_AUTO_TEST_CASE(one_that_cannot_be_given_away_is_not_left_behind, *for_root) {
  std::filesystem::permissions(path(), std::filesystem::perms::all);
  Forked starting([&] {
    become_nobody();
    const auto refusal = refusal_of([&] { listen_on("unix:" + file("socket"), kMode, {0, 0}); });
    const bool told =
        refusal && refusal->code() == ErrorCode::internal &&
        refusal->public_text().find("server.user and server.group") != std::string::npos;
    return told && !std::filesystem::exists(file("socket")) ? 0 : 1;
  });
  BOOST_TEST(starting.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_socket_belongs_to_the_group_that_its_directory_is_for, *for_root) {
  const gid_t group = getgrnam("www-data")->gr_gid;
  BOOST_REQUIRE(chown(path().c_str(), getpwnam("nobody")->pw_uid, group) == 0);
  BOOST_REQUIRE(chmod(path().c_str(), 02750) == 0);
  Forked starting([&] {
    become_nobody();
    listen_at("unix:" + file("socket"));
    return 0;
  });
  BOOST_TEST(starting.wait() == 0);
  struct stat made {};
  BOOST_REQUIRE(stat(file("socket").c_str(), &made) == 0);
  BOOST_TEST(made.st_gid == group);
}

BOOST_AUTO_TEST_CASE(a_regular_file_is_not_touched) {
  write("socket", "precious");
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { listen_at("unix:" + file("socket")); }));
  BOOST_TEST(read(file("socket")) == "precious");
}

BOOST_AUTO_TEST_CASE(a_place_that_is_not_there_and_a_path_too_long_are_refused) {
  BOOST_TEST(refuses(ErrorCode::internal, [&] { listen_at("unix:" + file("no/socket")); }));
  const std::string longest(108, 'x');
  BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { listen_at("unix:/" + longest); }));
}

BOOST_AUTO_TEST_CASE(an_address_of_tcp_is_listened_on_once) {
  const int first = listen_at("127.0.0.1:0");
  const auto address = tcp_address_of(first);
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { listen_at(address); }));
  close(first);
  const int second = listen_at(address);  // at once: no waiting for old connections
  BOOST_TEST(tcp_address_of(second) == address);
  close(second);
}

BOOST_AUTO_TEST_CASE(an_address_of_ipv6_is_written_in_brackets) {
  const int listening = listen_at("[::1]:0");
  sockaddr_in6 address{};
  socklen_t size = sizeof address;
  getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
  BOOST_TEST(address.sin6_family == AF_INET6);
  close(listening);
  BOOST_TEST(refuses(ErrorCode::invalid_argument, [&] { listen_at("no.such.host.invalid:1"); }));
}

BOOST_AUTO_TEST_CASE(a_socket_that_systemd_passes_is_found_by_the_process_it_is_meant_for) {
  Forked meant([&] {
    dup2(listen_at("unix:" + file("socket")), 3);
    setenv("LISTEN_PID", std::to_string(getpid()).c_str(), 1);
    setenv("LISTEN_FDS", "1", 1);
    const bool found = daemonize::inherited_socket() == 3;
    return found && getenv("LISTEN_FDS") == nullptr ? 0 : 1;
  });
  BOOST_TEST(meant.wait() == 0);
  Forked other([&] {
    dup2(listen_at("unix:" + file("other")), 3);
    setenv("LISTEN_PID", "1", 1);
    setenv("LISTEN_FDS", "1", 1);
    close(STDIN_FILENO);
    return daemonize::inherited_socket() == -1 ? 0 : 1;
  });
  BOOST_TEST(other.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_socket_on_descriptor_0_is_found_and_a_terminal_or_file_is_not) {
  Forked spawned([&] {
    const int listening = listen_at("unix:" + file("socket"));
    fcntl(listening, F_SETFL, 0);
    dup2(listening, STDIN_FILENO);
    const bool found = daemonize::inherited_socket() == STDIN_FILENO;
    return found && (fcntl(STDIN_FILENO, F_GETFL) & O_NONBLOCK) != 0 ? 0 : 1;
  });
  BOOST_TEST(spawned.wait() == 0);
  Forked plain([&] {
    dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
    return daemonize::inherited_socket() == -1 ? 0 : 1;
  });
  BOOST_TEST(plain.wait() == 0);
}

BOOST_AUTO_TEST_CASE(an_examination_refuses_what_listening_would_and_makes_nothing) {
  TempDirectory directory;
  const auto path = directory.file("dw.sock");
  daemonize::examine_address("unix:" + path);
  daemonize::examine_address("127.0.0.1:0");
  BOOST_TEST(!std::filesystem::exists(path));
  BOOST_TEST(refuses(ErrorCode::internal,
                     [&] { daemonize::examine_address("unix:" + directory.file("no/dw.sock")); }));
  const int made = listen_at("unix:" + path);
  BOOST_TEST(refuses(ErrorCode::conflict, [&] { daemonize::examine_address("unix:" + path); }));
  BOOST_TEST(!daemonize::is_passed_on("unix:" + path));
  close(made);
  daemonize::examine_address("unix:" + path);  // left behind
  BOOST_TEST(std::filesystem::exists(path));
  BOOST_TEST(refuses(ErrorCode::internal, [] { daemonize::examine_address("192.0.2.1:9000"); }));
}

BOOST_AUTO_TEST_SUITE_END()
