#include "daemon/notify.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <boost/test/unit_test.hpp>
#include <cstring>

#include "daemon/master.h"

namespace {

/// What systemd would hear; a name that begins with '@' is an abstract one.
class Listener {
 public:
  explicit Listener(const std::string& name) : socket_(socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.data(), name.size());
    if (name.front() == '@') address.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    BOOST_REQUIRE(bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    const timeval patience{20, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Listener() { close(socket_); }

  std::string next() {
    char text[512];
    const auto length = recv(socket_, text, sizeof text, 0);
    return length < 0 ? "nothing" : std::string(text, static_cast<std::size_t>(length));
  }

 private:
  int socket_;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(notifications, Daemon)

BOOST_AUTO_TEST_CASE(systemd_hears_ready_reloading_ready_and_stopping) {
  Listener systemd(directory.file("notify"));
  environment["NOTIFY_SOCKET"] = directory.file("notify");
  Master master = start(plan("first", 2), [&] { return plan("second", 1); });
  const auto ready = "READY=1\nMAINPID=" + std::to_string(master.pid());
  BOOST_TEST(systemd.next() == ready);
  BOOST_TEST(journal.count("ready", "first") == 2U);
  kill(master.pid(), SIGHUP);
  BOOST_TEST(systemd.next().starts_with("RELOADING=1\nMONOTONIC_USEC="));
  BOOST_TEST(systemd.next() == ready);
  BOOST_TEST(journal.count("ready", "second") == 1U);
  kill(master.pid(), SIGTERM);
  BOOST_TEST(systemd.next() == "STOPPING=1");
  BOOST_TEST(master.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_reload_that_fails_ends_in_ready_too) {
  Listener systemd(directory.file("notify"));
  environment["NOTIFY_SOCKET"] = directory.file("notify");
  Master master = start(plan("first", 1), []() -> daemonize::Plan {
    throw base::Error(base::ErrorCode::invalid_argument);
  });
  BOOST_TEST(systemd.next().starts_with("READY=1"));
  kill(master.pid(), SIGHUP);
  BOOST_TEST(systemd.next().starts_with("RELOADING=1"));
  BOOST_TEST(systemd.next() == "READY=1");
}

BOOST_AUTO_TEST_CASE(an_abstract_name_is_reached) {
  const auto name = "@doorward-test-" + std::to_string(getpid());
  Listener systemd(name);
  Forked sender([&] {
    setenv("NOTIFY_SOCKET", name.c_str(), 1);
    daemonize::notify("READY=1");
    return 0;
  });
  BOOST_TEST(systemd.next() == "READY=1");
  BOOST_TEST(sender.wait() == 0);
}

BOOST_AUTO_TEST_CASE(nobody_to_tell_is_no_failure) {
  Forked sender([&] {
    unsetenv("NOTIFY_SOCKET");
    daemonize::notify("READY=1");
    setenv("NOTIFY_SOCKET", directory.file("nobody").c_str(), 1);
    daemonize::notify("READY=1");
    setenv("NOTIFY_SOCKET", ("/" + std::string(200, 'x')).c_str(), 1);
    daemonize::notify("READY=1");
    return 0;
  });
  BOOST_TEST(sender.wait() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
