#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <fstream>
#include <memory>
#include <thread>
#include <vector>

#include "gateway/fastcgi_client.h"
#include "gateway/hand_over.h"
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

std::string request(const std::string& uri) { return fcgi::whole(fcgi::get(uri), {}, kKeep); }

std::string pid_line(const Worker& worker) { return "pid=" + std::to_string(worker.pid()) + "\n"; }

/// Between the workers of two generations.
struct Passage {
  Passage() { socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends); }
  ~Passage() {
    close(ends[0]);
    close(ends[1]);
  }
  int ends[2]{-1, -1};
};

/// As long as it lives, this process and those that it starts share one processor.
class OneProcessor {
 public:
  OneProcessor() {
    sched_getaffinity(0, sizeof before_, &before_);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    sched_setaffinity(0, sizeof one, &one);
  }
  ~OneProcessor() { sched_setaffinity(0, sizeof before_, &before_); }
  OneProcessor(const OneProcessor&) = delete;
  OneProcessor& operator=(const OneProcessor&) = delete;

 private:
  cpu_set_t before_{};
};

/// Whether it waits for events: asleep, and not for its turn.
bool rests(const Worker& worker) {
  std::ifstream call("/proc/" + std::to_string(worker.pid()) + "/syscall");
  long number = -1;
  return call >> number && number == SYS_epoll_pwait;
}

struct Held {
  std::atomic<bool> entered;
  std::atomic<bool> released;
  std::atomic<int> served;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hand_over)

BOOST_AUTO_TEST_CASE(kept_connections_go_to_the_successor) {
  const ListeningSocket socket;
  const Passage passage;
  Worker old(socket, {}, describe, passage.ends[0], -1);
  std::vector<Client> clients;
  for (int i = 0; i < 40; ++i) clients.emplace_back(socket.path());
  for (auto& client : clients)
    BOOST_REQUIRE(contains(client.ask(request("/")).body, pid_line(old)));
  const auto bytes = request("/half");
  clients.front().send(std::string_view(bytes).substr(0, 30));
  clients.back().send(fcgi::begin(kKeep) + fcgi::header(fcgi::post("/form", "hello")) +
                      fcgi::record(fcgi::in, "hello").substr(0, 10));

  Worker young(socket, {}, describe, -1, passage.ends[1]);
  old.stop();
  BOOST_TEST(old.wait() == 0);
  clients.front().send(std::string_view(bytes).substr(30));
  BOOST_TEST(contains(clients.front().receive().body, "path=/half\n"));
  clients.back().send("llo" + fcgi::body(""));
  BOOST_TEST(contains(clients.back().receive().body, "body=hello\n"));
  for (auto& client : clients) {
    BOOST_TEST(contains(client.ask(request("/")).body, pid_line(young)));
  }
}

BOOST_AUTO_TEST_CASE(a_connection_that_comes_with_the_order_to_end_is_answered) {
  const OneProcessor crowded;  // so that both come before the worker can look
  for (int round = 0; round < 50; ++round) {
    const ListeningSocket socket;
    const Passage passage;
    Worker old(socket, {}, describe, passage.ends[0], -1);
    BOOST_REQUIRE(Client(socket.path()).ask(request("/")).ended);
    Worker young(socket, {}, describe, -1, passage.ends[1]);
    BOOST_REQUIRE(eventually([&] { return rests(old) && rests(young); }));
    old.stop();
    Client client(socket.path());
    BOOST_REQUIRE(contains(client.ask(request("/")).body, "path=/\n"));
    BOOST_TEST(old.wait() == 0);
  }
}

BOOST_AUTO_TEST_CASE(who_waits_is_answered_and_then_goes_to_the_successor) {
  const ListeningSocket socket;
  const Passage passage;
  const Passage signal;
  const Shared<Held> held;
  const auto service = [&](const gateway::Request& request) {
    if (request.path != "/long") return describe(request);
    held->entered = true;
    parking.until_readable(signal.ends[0], seconds(60));
    return gateway::Response::text("finished");
  };
  Worker old(socket, {}, service, passage.ends[0], -1);
  Client client(socket.path());
  client.send(request("/long"));
  BOOST_REQUIRE(eventually([&] { return held->entered.load(); }));
  Worker young(socket, {}, service, -1, passage.ends[1]);
  old.stop();
  BOOST_TEST(!client.closed_within(milliseconds(200)));
  BOOST_REQUIRE(write(signal.ends[1], "x", 1) == 1);
  BOOST_TEST(client.receive().body == "finished");
  BOOST_TEST(contains(client.ask(request("/")).body, pid_line(young)));
  BOOST_TEST(old.wait() == 0);
}

BOOST_AUTO_TEST_CASE(several_successors_share_what_is_handed_over) {
  const ListeningSocket socket;
  const Passage passage;
  std::vector<Client> clients;
  Worker old(socket, {}, describe, passage.ends[0], -1);
  for (int i = 0; i < 20; ++i) clients.emplace_back(socket.path());
  for (auto& client : clients) BOOST_REQUIRE(client.ask(request("/")).ended);
  Worker first(socket, {}, describe, -1, passage.ends[1]);
  Worker second(socket, {}, describe, -1, passage.ends[1]);
  old.stop();
  BOOST_TEST(old.wait() == 0);
  for (auto& client : clients) {
    const auto body = client.ask(request("/")).body;
    BOOST_TEST((contains(body, pid_line(first)) || contains(body, pid_line(second))));
  }
}

BOOST_AUTO_TEST_CASE(no_request_is_lost_while_workers_are_replaced) {
  const ListeningSocket socket;
  std::atomic<int> lost{0};
  std::atomic<int> answered{0};
  Passage passage;
  Worker first(socket, {}, describe, passage.ends[0], -1);
  std::jthread load([&](const std::stop_token& done) {
    std::vector<Client> clients;
    for (int i = 0; i < 4; ++i) clients.emplace_back(socket.path());
    while (!done.stop_requested()) {
      for (auto& client : clients) client.send(request("/"));
      for (auto& client : clients) client.receive().ended ? ++answered : ++lost;
    }
  });
  BOOST_REQUIRE(eventually([&] { return answered > 100; }));
  Worker second(socket, {}, describe, -1, passage.ends[1]);
  first.stop();
  BOOST_TEST(first.wait() == 0);
  const int before = answered;
  BOOST_TEST(eventually([&] { return answered > before + 100; }));
  load.request_stop();
  load.join();
  BOOST_TEST(lost == 0);
}

BOOST_AUTO_TEST_CASE(without_a_successor_a_kept_connection_has_one_more_answer) {
  const ListeningSocket socket;
  Worker worker(socket);
  Client client(socket.path());
  BOOST_TEST(client.ask(request("/")).ended);
  worker.stop();
  BOOST_TEST(!client.closed_within(milliseconds(300)));
  BOOST_TEST(client.ask(request("/")).ended);
  BOOST_TEST(client.closed_within(seconds(5)));
  BOOST_TEST(worker.wait() == 0);
}

BOOST_AUTO_TEST_CASE(connections_that_nobody_uses_do_not_hold_up_the_stop) {
  const ListeningSocket socket;
  Worker worker(socket);
  Client client(socket.path());
  BOOST_TEST(client.ask(request("/")).ended);
  worker.stop();
  BOOST_TEST(client.closed_within(seconds(15)));
  BOOST_TEST(worker.wait() == 0);
}

BOOST_AUTO_TEST_CASE(the_stop_waits_no_longer_than_its_clients_stay) {
  const ListeningSocket socket;
  Worker worker(socket);
  auto client = std::make_unique<Client>(socket.path());
  BOOST_TEST(client->ask(request("/")).ended);
  const auto start = std::chrono::steady_clock::now();
  worker.stop();
  BOOST_TEST(!client->closed_within(milliseconds(100)));
  client.reset();
  BOOST_TEST(worker.wait() == 0);
  BOOST_TEST((std::chrono::steady_clock::now() - start < seconds(4)));
}

BOOST_AUTO_TEST_CASE(a_successor_that_takes_nothing_costs_nothing) {
  const ListeningSocket socket;
  const Passage passage;
  while (gateway::hand_over(passage.ends[0], socket.fd(), "", milliseconds(0))) {
  }
  Worker worker(socket, {}, describe, passage.ends[0], -1);
  Client client(socket.path());
  BOOST_TEST(client.ask(request("/")).ended);
  worker.stop();
  BOOST_TEST(!client.closed_within(milliseconds(500)));
  BOOST_TEST(client.ask(request("/")).ended);
  BOOST_TEST(worker.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_request_that_has_begun_is_finished) {
  const ListeningSocket socket;
  Shared<Held> held;
  Worker worker(socket, {}, [&](const gateway::Request&) {
    held->entered = true;
    eventually([&] { return held->released.load(); });
    return gateway::Response::text("finished");
  });
  Client client(socket.path());
  client.send(fcgi::whole(fcgi::get("/")));
  BOOST_REQUIRE(eventually([&] { return held->entered.load(); }));
  worker.stop();
  held->released = true;
  const auto answer = client.receive();
  BOOST_TEST(answer.body == "finished");
  BOOST_TEST(answer.ended);
  BOOST_TEST(worker.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_stop_is_heard_under_load) {
  const ListeningSocket socket;
  Shared<Held> held;
  Worker worker(socket, {}, [&](const gateway::Request&) {
    ++held->served;
    held->entered = true;
    eventually([&] { return held->released.load(); });
    return gateway::Response::ok();
  });
  std::vector<Client> queue;
  for (int i = 0; i < 300; ++i) {
    queue.emplace_back(socket.path());
    queue.back().send(fcgi::whole(fcgi::get("/")));
  }
  BOOST_REQUIRE(eventually([&] { return held->entered.load(); }));
  worker.stop();
  held->released = true;
  BOOST_TEST(worker.wait() == 0);
  BOOST_TEST(held->served.load() < 10, "the queue was served first");
}

BOOST_AUTO_TEST_CASE(a_worker_retires_after_its_requests) {
  const ListeningSocket socket;
  gateway::Options options;
  options.max_requests = 5;
  Worker worker(socket, options);
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).ended);
  }
  BOOST_TEST(worker.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_descriptor_that_is_no_socket_is_an_error) {
  Forked process([] {
    gateway::Loop loop;
    loop.listening = open("/dev/null", O_RDONLY);
    sigemptyset(&loop.interrupts);
    try {
      gateway::serve_fastcgi(loop, {}, describe);
    } catch (const base::Error& error) {
      return error.code() == base::ErrorCode::internal ? 7 : 1;
    }
    return 0;
  });
  BOOST_TEST(process.wait() == 7);
}

BOOST_AUTO_TEST_SUITE_END()
