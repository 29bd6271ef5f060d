#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <memory>
#include <stdexcept>
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

constexpr int kMany = 64;

struct Pipe {
  Pipe() {
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  }
  ~Pipe() {
    close(ends[0]);
    close(ends[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  /// Whoever waits for the pipe, now or later, need not any longer.
  void open_up() const { BOOST_REQUIRE(write(ends[1], "x", 1) == 1); }

  int ends[2]{-1, -1};
};

struct Counts {
  std::atomic<int> waiting;
  std::atomic<int> done;
};

std::string request(const std::string& uri, bool keep = false) {
  return fcgi::whole(fcgi::get(uri), {}, keep);
}

/// Waits where an exception is handled; says which one that was.
std::string wait_in_handler(const std::string& what, const std::function<void()>& wait) {
  try {
    try {
      throw std::runtime_error(what);
    } catch (const std::runtime_error&) {
      wait();
      throw;
    }
  } catch (const std::exception& error) {
    return error.what();
  }
}

/// One worker whose service waits for a pipe, as "/wait" for ever, as "/hurry" not for long.
struct WaitingWorker {
  explicit WaitingWorker(const gateway::Options& options = {})
      : worker(socket, options, [this](const auto& asked) { return answer(asked); }) {}

  gateway::Response answer(const gateway::Request& asked) {
    bool came = true;
    const auto wait = [&] {
      ++counts->waiting;
      came = parking.until_readable(
          pipe.ends[0], asked.path == "/hurry" ? milliseconds(200) : milliseconds(seconds(60)));
      ++counts->done;
    };
    if (asked.path.starts_with("/handler")) {
      return gateway::Response::text(wait_in_handler(asked.path, wait));
    }
    if (asked.path == "/wait" || asked.path == "/hurry") wait();
    return gateway::Response::text(asked.path + (came ? " came" : " late"));
  }

  Client send(const std::string& bytes) const {
    Client client(socket.path());
    client.send(bytes);
    return client;
  }

  bool all_wait(int count) const {
    return eventually([&] { return counts->waiting == count; });
  }

  std::string ask(const std::string& uri) const {
    return Client(socket.path()).ask(request(uri)).body;
  }

  ListeningSocket socket;
  Pipe pipe;
  Shared<Counts> counts;
  Worker worker;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(parked_requests)

BOOST_FIXTURE_TEST_CASE(while_many_wait_others_are_answered, WaitingWorker) {
  std::vector<Client> waiting;
  for (int i = 0; i < kMany; ++i) waiting.push_back(send(request("/wait")));
  BOOST_REQUIRE(all_wait(kMany));
  for (int i = 0; i < 20; ++i) BOOST_TEST(ask("/health") == "/health came");
  BOOST_TEST(counts->done == 0);
  pipe.open_up();
  for (auto& client : waiting) {
    const auto answer = client.receive();
    BOOST_TEST(answer.body == "/wait came");
    BOOST_TEST(answer.ended);
  }
}

BOOST_FIXTURE_TEST_CASE(a_wait_ends_with_its_time, WaitingWorker) {
  auto longest = send(request("/wait"));
  BOOST_TEST(ask("/hurry") == "/hurry late");
  BOOST_TEST(counts->done == 1);
  pipe.open_up();
  BOOST_TEST(longest.receive().body == "/wait came");
}

BOOST_FIXTURE_TEST_CASE(what_is_there_already_is_not_waited_for, WaitingWorker) {
  pipe.open_up();
  BOOST_TEST(ask("/wait") == "/wait came");
}

BOOST_FIXTURE_TEST_CASE(a_request_whose_client_goes_is_finished, WaitingWorker) {
  for (int i = 0; i < kMany; ++i) send(request("/wait", i % 2 == 0));
  BOOST_REQUIRE(all_wait(kMany));
  pipe.open_up();
  BOOST_TEST(eventually([&] { return counts->done == kMany; }));
  BOOST_TEST(ask("/health") == "/health came");
}

BOOST_FIXTURE_TEST_CASE(a_kept_connection_goes_on_after_a_wait, WaitingWorker) {
  auto client = send(request("/wait", kKeep));
  BOOST_REQUIRE(all_wait(1));
  client.send(request("/second", kKeep) + request("/third", kKeep));
  BOOST_TEST(!client.closed_within(milliseconds(100)));
  pipe.open_up();
  for (const auto* expected : {"/wait came", "/second came", "/third came"}) {
    BOOST_TEST(client.receive().body == expected);
  }
  BOOST_TEST(client.ask(request("/fourth")).body == "/fourth came");
}

BOOST_FIXTURE_TEST_CASE(exceptions_that_are_handled_belong_to_their_request, WaitingWorker) {
  std::vector<Client> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(send(request("/handler" + std::to_string(i))));
  BOOST_REQUIRE(all_wait(8));
  BOOST_TEST(ask("/health") == "/health came");
  pipe.open_up();
  for (int i = 0; i < 8; ++i) {
    BOOST_TEST(clients[static_cast<std::size_t>(i)].receive().body ==
               "/handler" + std::to_string(i));
  }
}

BOOST_AUTO_TEST_CASE(over_the_bound_requests_wait_for_their_turn) {
  gateway::Options options;
  options.max_in_progress = 2;
  const WaitingWorker narrow(options);
  std::vector<Client> clients;
  for (int i = 0; i < 10; ++i) clients.push_back(narrow.send(request("/wait", i % 2 == 0)));
  BOOST_REQUIRE(narrow.all_wait(2));
  BOOST_TEST(!clients.back().closed_within(milliseconds(100)));
  BOOST_TEST(narrow.counts->waiting == 2);
  narrow.pipe.open_up();
  for (auto& client : clients) BOOST_TEST(client.receive().body == "/wait came");
}

BOOST_FIXTURE_TEST_CASE(a_worker_that_ends_finishes_what_waits, WaitingWorker) {
  std::vector<Client> clients;
  for (int i = 0; i < kMany; ++i) clients.push_back(send(request("/wait", i % 2 == 0)));
  BOOST_REQUIRE(all_wait(kMany));
  worker.stop();
  BOOST_TEST(!clients.back().closed_within(milliseconds(200)));
  pipe.open_up();
  for (auto& client : clients) BOOST_TEST(client.receive().body == "/wait came");
  BOOST_TEST(worker.wait() == 0);
}

BOOST_AUTO_TEST_CASE(a_worker_that_ends_does_not_wait_for_ever) {
  gateway::Options options;
  options.idle_timeout = seconds(1);
  WaitingWorker hurried(options);
  auto client = hurried.send(request("/wait"));
  BOOST_REQUIRE(hurried.all_wait(1));
  hurried.worker.stop();
  BOOST_TEST(client.receive().body == "/wait late");
  BOOST_TEST(hurried.worker.wait() == 0);
}

BOOST_FIXTURE_TEST_CASE(outside_of_a_worker_a_wait_is_in_place, Pipe) {
  gateway::Parking here;
  BOOST_TEST(!here.until_readable(ends[0], milliseconds(10)));
  open_up();
  BOOST_TEST(here.until_readable(ends[0], seconds(10)));
}

BOOST_AUTO_TEST_SUITE_END()
