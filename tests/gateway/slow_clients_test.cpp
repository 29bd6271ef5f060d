#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>
#include <vector>

#include "gateway/fastcgi_client.h"
#include "gateway/pace.h"
#include "gateway/served.h"
#include "support/poll.h"

using fcgi::Client;
using fcgi::kKeep;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr std::size_t kMany = 64;
constexpr std::size_t kLarge = 1'000'000;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// One worker, and clients that take their time; it would wait for each of them for half a minute.
struct PatientWorker {
  explicit PatientWorker(const gateway::Options& options = {})
      : worker(socket, options, [](const gateway::Request& request) {
          return request.path == "/large" ? gateway::Response::text(std::string(kLarge, 'x'))
                                          : describe(request);
        }) {}

  /// Connects so many clients, each of which sends these bytes.
  std::vector<Client> clients(std::size_t count, std::string_view bytes) const {
    std::vector<Client> connected;
    for (std::size_t i = 0; i < count; ++i) {
      connected.emplace_back(socket.path());
      connected.back().send(bytes);
    }
    return connected;
  }

  /// Whether requests on new and kept connections are answered at once.
  bool is_responsive() const {
    const auto start = std::chrono::steady_clock::now();
    Client kept(socket.path());
    for (int i = 0; i < 20; ++i) {
      const bool answered = kept.ask(fcgi::whole(fcgi::get("/"), {}, kKeep)).ended &&
                            Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).ended;
      if (!answered) return false;
    }
    return std::chrono::steady_clock::now() - start < seconds(10);
  }

  ListeningSocket socket;
  Worker worker;
};

std::string without_end() {
  return fcgi::begin() + fcgi::header(fcgi::post("/slow", "hello")) + fcgi::record(fcgi::in, "h");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(slow_clients)

BOOST_FIXTURE_TEST_CASE(bodies_that_do_not_come_hold_nobody_up, PatientWorker) {
  auto slow = clients(kMany, without_end());
  BOOST_TEST(is_responsive());
  for (auto& client : slow) client.send(fcgi::record(fcgi::in, "ell") + fcgi::body("o"));
  for (auto& client : slow) BOOST_TEST(contains(client.receive().body, "body=hello\n"));
}

BOOST_FIXTURE_TEST_CASE(answers_that_are_not_taken_hold_nobody_up, PatientWorker) {
  auto lazy = clients(16, fcgi::whole(fcgi::get("/large"), {}, kKeep));
  BOOST_TEST(is_responsive());
  for (auto& client : lazy) {
    BOOST_TEST((client.receive().body == std::string(kLarge, 'x')));
    BOOST_TEST(client.ask(fcgi::whole(fcgi::get("/"))).ended);
  }
}

BOOST_FIXTURE_TEST_CASE(a_request_in_writes_of_one_byte_is_answered, PatientWorker) {
  Client client(socket.path());
  const auto bytes = fcgi::whole(fcgi::post("/", "hello"), "hello");
  for (const char byte : bytes) BOOST_REQUIRE(client.send({&byte, 1}));
  BOOST_TEST(contains(client.receive().body, "body=hello\n"));
}

BOOST_FIXTURE_TEST_CASE(requests_that_come_at_once_are_answered_one_after_the_other,
                        PatientWorker) {
  Client client(socket.path());
  std::string bytes;
  for (int i = 0; i < 50; ++i) {
    const std::string content(static_cast<std::size_t>(i) * 300, 'x');
    bytes += fcgi::whole(fcgi::post("/" + std::to_string(i), content), content, kKeep);
  }
  std::jthread sending([&] { client.send(bytes); });
  for (int i = 0; i < 50; ++i) {
    const auto answer = client.receive();
    BOOST_TEST(contains(answer.body, "path=/" + std::to_string(i) +
                                         "\nfault=none\nbytes=" + std::to_string(i * 300) + "\n"));
  }
}

BOOST_AUTO_TEST_CASE(who_sends_more_slowly_than_at_the_least_rate_is_given_up_early) {
  gateway::Options options;
  options.rate_grace = seconds(1);
  const PatientWorker slow_not_welcome(options);
  Client client(slow_not_welcome.socket.path());
  client.send(fcgi::begin() + fcgi::header(fcgi::get("/slow")));
  const auto start = std::chrono::steady_clock::now();
  std::jthread dripping([&](const std::stop_token& done) {
    while (!done.stop_requested() && client.send(fcgi::record(fcgi::in, "x"))) {
      std::this_thread::sleep_for(milliseconds(200));
    }
  });
  BOOST_TEST(contains(client.receive().body, "fault=timeout\n"));
  BOOST_TEST((std::chrono::steady_clock::now() - start < options.idle_timeout / 2));
}

BOOST_AUTO_TEST_CASE(time_grows_with_what_has_come_and_ends_all_the_same) {
  const gateway::Pace pace{seconds(10), 500, seconds(30)};
  BOOST_TEST((pace.time_for(0) == seconds(10)));
  BOOST_TEST((pace.time_for(499) == seconds(10)));
  BOOST_TEST((pace.time_for(5000) == seconds(20)));
  BOOST_TEST((pace.time_for(5'000'000) == seconds(30)));
  BOOST_TEST((gateway::Pace{seconds(1), 0, seconds(9)}.time_for(100) == seconds(9)));
}

BOOST_AUTO_TEST_CASE(when_too_much_waits_the_slowest_is_given_up) {
  gateway::Options options;
  options.max_held = 500'000;
  const PatientWorker tight(options);
  const std::string content(100'000, 'x');
  const auto bytes = fcgi::whole(fcgi::post("/", content), content);
  Client slowest(tight.socket.path());
  slowest.send(std::string_view(bytes).substr(0, 60'000));
  BOOST_TEST(!slowest.hung_up_within(milliseconds(300)));
  auto others = tight.clients(4, std::string_view(bytes).substr(0, 99'000));
  others.emplace_back(tight.socket.path());
  others.back().send(std::string_view(bytes).substr(0, 99'000));
  BOOST_TEST(contains(slowest.receive().body, "fault=timeout\n"));
  for (auto& client : others) {
    client.send(std::string_view(bytes).substr(99'000));
    BOOST_TEST(contains(client.receive().body, "bytes=100000\n"));
  }
}

BOOST_AUTO_TEST_CASE(when_too_many_answers_wait_not_all_are_kept) {
  gateway::Options options;
  options.max_held = 3 * kLarge;
  const PatientWorker tight(options);
  auto lazy = tight.clients(8, fcgi::whole(fcgi::get("/large")));
  BOOST_TEST(tight.is_responsive());
  const auto is_whole = [](Client& client) { return client.receive().ended; };
  const auto whole = std::count_if(lazy.begin(), lazy.end(), is_whole);
  BOOST_TEST(whole >= 3);
  BOOST_TEST(whole < 8);
}

BOOST_AUTO_TEST_SUITE_END()
