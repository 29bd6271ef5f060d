#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <vector>

#include "gateway/fastcgi_client.h"
#include "gateway/served.h"
#include "support/poll.h"
#include "support/shared_memory.h"

using fcgi::Client;
using fcgi::kKeep;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string request(const std::string& uri, bool keep = kKeep) {
  return fcgi::whole(fcgi::get(uri), {}, keep);
}

std::vector<Client> connections(const ListeningSocket& socket, std::size_t count) {
  std::vector<Client> clients;
  for (std::size_t i = 0; i < count; ++i) clients.emplace_back(socket.path());
  return clients;
}

struct Held {
  std::atomic<bool> entered;
  std::atomic<bool> released;
};

/// How many descriptors processes that start from now on may have.
struct DescriptorLimit {
  explicit DescriptorLimit(rlim_t most) {
    getrlimit(RLIMIT_NOFILE, &before);
    const rlimit limit{std::min(most, before.rlim_max), before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~DescriptorLimit() { setrlimit(RLIMIT_NOFILE, &before); }
  rlimit before{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_connections)

BOOST_AUTO_TEST_CASE(a_kept_connection_carries_many_requests) {
  const ListeningSocket socket;
  Worker worker(socket);
  Client client(socket.path());
  for (int i = 0; i < 200; ++i) {
    const auto uri = "/" + std::to_string(i);
    const std::string content(static_cast<std::size_t>(i) * 100, 'x');
    const auto answer = client.ask(fcgi::whole(fcgi::post(uri, content), content, kKeep));
    BOOST_REQUIRE(answer.ended);
    BOOST_TEST(contains(answer.body, "path=" + uri + "\nfault=none\n"));
    BOOST_TEST(contains(answer.body, "body=" + content + "\n"));
  }
  BOOST_TEST(client.ask(request("/", !kKeep)).ended);
  BOOST_TEST(client.closed_within(seconds(5)));
}

BOOST_AUTO_TEST_CASE(requests_on_several_kept_connections_may_interleave) {
  const ListeningSocket socket;
  Worker worker(socket);
  auto clients = connections(socket, 8);
  for (int round = 0; round < 20; ++round) {
    const auto bytes = request("/" + std::to_string(round));
    for (auto& client : clients) client.send(std::string_view(bytes).substr(0, 30));
    for (auto& client : clients) client.send(std::string_view(bytes).substr(30));
    for (std::size_t i = clients.size(); i-- > 0;) {
      BOOST_TEST(contains(clients[i].receive().body, "path=/" + std::to_string(round) + "\n"));
    }
  }
}

BOOST_AUTO_TEST_CASE(idle_connections_pin_nobody) {
  const ListeningSocket socket;
  Worker worker(socket);
  auto kept = connections(socket, 20);
  const auto silent = connections(socket, 20);
  for (auto& client : kept) BOOST_REQUIRE(client.ask(request("/")).ended);
  BOOST_TEST(Client(socket.path()).ask(request("/new")).ended);
  for (auto& client : kept) BOOST_TEST(client.ask(request("/again")).ended);
}

BOOST_AUTO_TEST_CASE(an_idle_connection_is_closed_after_the_time_out) {
  const ListeningSocket socket;
  gateway::Options options;
  options.idle_timeout = seconds(2);
  Worker worker(socket, options);
  Client client(socket.path());
  BOOST_TEST(client.ask(request("/")).ended);
  BOOST_TEST(!client.closed_within(milliseconds(500)));
  BOOST_TEST(client.closed_within(seconds(10)));
}

BOOST_AUTO_TEST_CASE(a_request_that_came_in_time_is_answered_however_busy_its_worker_is) {
  const ListeningSocket socket;
  gateway::Options options;
  options.idle_timeout = seconds(1);
  Shared<Held> held;
  Worker worker(socket, options, [&](const gateway::Request& asked) {
    if (asked.path == "/busy") {
      held->entered = true;
      eventually([&] { return held->released.load(); });
    }
    return describe(asked);
  });
  Client busy(socket.path());
  Client client(socket.path());
  BOOST_REQUIRE(client.ask(request("/")).ended);
  busy.send(request("/busy"));
  BOOST_REQUIRE(eventually([&] { return held->entered.load(); }));
  client.send(request("/late"));
  BOOST_TEST(!client.closed_within(milliseconds(1500)));
  held->released = true;
  BOOST_TEST(busy.receive().ended);
  BOOST_TEST(contains(client.receive().body, "path=/late\n"));
}

BOOST_AUTO_TEST_CASE(the_oldest_idle_connection_makes_room_for_a_new_one) {
  const ListeningSocket socket;
  gateway::Options options;
  options.max_connections = 3;
  Worker worker(socket, options);
  auto clients = connections(socket, 3);
  for (auto& client : clients) BOOST_REQUIRE(client.ask(request("/")).ended);
  BOOST_REQUIRE(clients[0].ask(request("/")).ended);
  Client fourth(socket.path());
  BOOST_TEST(fourth.ask(request("/")).ended);
  BOOST_TEST(clients[1].closed_within(seconds(5)));
  BOOST_TEST(clients[0].ask(request("/")).ended);
  BOOST_TEST(clients[2].ask(request("/")).ended);
}

BOOST_AUTO_TEST_CASE(more_than_1024_connections_are_held) {
  const DescriptorLimit limit(4096);
  const ListeningSocket socket;
  gateway::Options options;
  options.max_connections = 2000;
  Worker worker(socket, options);
  auto clients = connections(socket, 1200);
  for (auto& client : clients) BOOST_REQUIRE(client.ask(request("/")).ended);
  for (auto& client : clients) BOOST_REQUIRE(client.ask(request("/")).ended);
}

BOOST_AUTO_TEST_CASE(when_descriptors_run_short_idle_connections_are_given_up) {
  const ListeningSocket socket;
  auto few = std::make_unique<DescriptorLimit>(40);
  Worker worker(socket);
  few.reset();
  std::vector<Client> clients;
  for (int i = 0; i < 100; ++i) {
    clients.emplace_back(socket.path());
    BOOST_TEST(clients.back().ask(request("/")).ended);
  }
  BOOST_TEST(clients.front().closed_within(seconds(5)));
}

BOOST_AUTO_TEST_CASE(idle_connections_leave_descriptors_to_the_service) {
  const ListeningSocket socket;
  auto few = std::make_unique<DescriptorLimit>(64);
  Worker worker(socket, {}, [](const gateway::Request&) {
    std::vector<int> opened;
    for (int i = 0; i < 8; ++i) opened.push_back(open("/dev/null", O_RDONLY | O_CLOEXEC));
    const bool all = std::find(opened.begin(), opened.end(), -1) == opened.end();
    for (const int descriptor : opened) close(descriptor);
    return gateway::Response::text(all ? "enough" : "short");
  });
  few.reset();
  const auto idle = connections(socket, 100);
  BOOST_TEST(Client(socket.path()).ask(request("/")).body == "enough");
}

BOOST_AUTO_TEST_CASE(a_kept_connection_outlives_a_body_that_is_refused) {
  const ListeningSocket socket;
  Worker worker(socket);
  Client client(socket.path());
  const std::string content(300'000, 'x');
  client.send(fcgi::whole(fcgi::post("/", content), content, kKeep));
  const auto answer = client.receive();
  BOOST_TEST(contains(answer.body, "fault=payload_too_large\n"));
  BOOST_TEST(answer.ended);
  BOOST_TEST(client.ask(request("/")).ended);
}

BOOST_AUTO_TEST_CASE(a_body_that_is_left_unread_costs_only_its_own_connection) {
  const ListeningSocket socket;
  Worker worker(socket);
  Client other(socket.path());
  BOOST_TEST(other.ask(request("/")).ended);
  Client client(socket.path());
  const std::string content(20'000'000, 'x');
  client.send(fcgi::whole(fcgi::post("/", content), content, kKeep));
  const auto answer = client.receive();
  BOOST_TEST(contains(answer.body, "fault=payload_too_large\n"));
  BOOST_TEST(answer.ended);
  BOOST_TEST(client.closed_within(seconds(5)));
  BOOST_TEST(other.ask(request("/")).ended);
}

BOOST_AUTO_TEST_SUITE_END()
