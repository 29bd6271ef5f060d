#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>

#include "gateway/fastcgi_client.h"
#include "gateway/served.h"
#include "support/poll.h"
#include "support/shared_memory.h"

using fcgi::Client;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

gateway::Options impatient(seconds timeout = seconds(1)) {
  gateway::Options options;
  options.idle_timeout = timeout;
  return options;
}

/// Everything of a request but the end of its body.
std::string without_end() {
  return fcgi::begin() + fcgi::header(fcgi::post("/slow", "hello")) + fcgi::record(fcgi::in, "hel");
}

milliseconds since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
}

constexpr int kFarTooMany = 10'000;

/// A worker whose answers, of 4000 bytes each, nobody has to read.
struct SmallAnswers {
  /// Asks so often on one connection, and reads nothing; returns how often it could.
  int ask_unread(Client& client, int most) {
    *served = 0;
    int asked = 0;
    const auto is_served = [&] { return *served == asked; };
    while (asked < most && client.send(fcgi::whole(fcgi::get("/"), {}, fcgi::kKeep))) {
      ++asked;
      if (!eventually(is_served, seconds(3))) break;
    }
    return asked;
  }

  const ListeningSocket socket;
  const Shared<std::atomic<int>> served;
  Worker worker{socket, impatient(), [this](const gateway::Request&) {
                  ++*served;
                  return gateway::Response::text(std::string(4000, 'x'));
                }};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(time_limits)

BOOST_AUTO_TEST_CASE(half_a_header_holds_nobody_up_and_is_dropped) {
  const ListeningSocket socket;
  Worker worker(socket, impatient(seconds(4)));
  Client half(socket.path());
  half.send(fcgi::begin() + fcgi::header(fcgi::get("/")).substr(0, 20));
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    BOOST_TEST(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).ended);
  }
  BOOST_TEST((since(start) < milliseconds(3900)), "waited for the half header");
  BOOST_TEST(half.closed_within(seconds(10)));
}

BOOST_AUTO_TEST_CASE(a_header_that_drips_is_dropped_at_the_same_time) {
  const ListeningSocket socket;
  Worker worker(socket, impatient());
  Client client(socket.path());
  client.send(fcgi::begin());
  BOOST_TEST(eventually(
      [&] {
        client.send(fcgi::record(fcgi::params, std::string("\x01\x00x", 3)));
        return client.closed_within(milliseconds(50));
      },
      seconds(10)));
}

BOOST_AUTO_TEST_CASE(a_silent_connection_is_dropped) {
  const ListeningSocket socket;
  Worker worker(socket, impatient());
  BOOST_TEST(Client(socket.path()).closed_within(seconds(10)));
}

BOOST_AUTO_TEST_CASE(a_body_that_stalls_is_a_timeout) {
  const ListeningSocket socket;
  Worker worker(socket, impatient());
  Client client(socket.path());
  const auto answer = client.ask(without_end());
  BOOST_TEST(contains(answer.body, "path=/slow\nfault=timeout\nbytes=0\n"));
  BOOST_TEST(answer.ended);
  BOOST_TEST(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).ended);
}

BOOST_AUTO_TEST_CASE(a_body_that_drips_is_a_timeout_too) {
  const ListeningSocket socket;
  Worker worker(socket, impatient());
  Client client(socket.path());
  client.send(fcgi::begin() + fcgi::header(fcgi::get("/slow")));
  const auto start = std::chrono::steady_clock::now();
  std::jthread dripping([&](const std::stop_token& done) {
    while (!done.stop_requested() && client.send(fcgi::record(fcgi::in, "x"))) {
      std::this_thread::sleep_for(milliseconds(20));
    }
  });
  BOOST_TEST(contains(client.receive().body, "fault=timeout\n"));
  BOOST_TEST((since(start) >= milliseconds(900)));
  BOOST_TEST((since(start) < seconds(8)));
}

BOOST_AUTO_TEST_CASE(a_flood_that_is_no_body_ends) {
  const ListeningSocket socket;
  Worker worker(socket, impatient());
  Client client(socket.path());
  client.send(fcgi::begin() + fcgi::header(fcgi::get("/")));
  const auto foreign = fcgi::record(fcgi::in, std::string(60'000, 'x'), 2);
  const auto start = std::chrono::steady_clock::now();
  while (since(start) < seconds(15) && client.send(foreign)) {
  }
  BOOST_TEST((since(start) < seconds(15)));
  BOOST_TEST(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).ended);
}

BOOST_AUTO_TEST_CASE(an_answer_that_nobody_takes_is_given_up) {
  const ListeningSocket socket;
  const std::string large(8'000'000, 'x');
  Worker worker(socket, impatient(), [&](const gateway::Request& request) {
    return gateway::Response::text(request.path == "/large" ? large : "small");
  });
  Client lazy(socket.path());
  lazy.send(fcgi::whole(fcgi::get("/large")));
  BOOST_TEST(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).body == "small");
  BOOST_TEST(lazy.hung_up_within(seconds(10)));
  BOOST_TEST(!lazy.receive().ended);
}

BOOST_FIXTURE_TEST_CASE(small_answers_that_nobody_takes_are_given_up_in_the_end, SmallAnswers) {
  Client lazy(socket.path());
  BOOST_TEST(ask_unread(lazy, kFarTooMany) < kFarTooMany);
  BOOST_TEST(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).ended);
}

BOOST_FIXTURE_TEST_CASE(the_last_answer_of_a_kept_connection_is_given_up_as_the_others_are,
                        SmallAnswers) {
  Client first(socket.path());
  const int too_many = ask_unread(first, kFarTooMany);
  Client lazy(socket.path());
  const int fit = too_many - 2;  // the last but one was not taken, the last not even served
  BOOST_TEST(ask_unread(lazy, fit) == fit);
  lazy.send(fcgi::whole(fcgi::get("/")));
  BOOST_TEST(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).ended);
}

BOOST_AUTO_TEST_SUITE_END()
