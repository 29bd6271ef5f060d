#include <arpa/inet.h>
#include <netinet/in.h>

#include <atomic>
#include <boost/test/unit_test.hpp>

#include "gateway/fastcgi_client.h"
#include "gateway/served.h"
#include "support/shared_memory.h"

using fcgi::Client;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct OneWorker {
  ListeningSocket socket;
  Worker worker{socket};
  fcgi::Answer ask(std::string_view bytes) const { return Client(socket.path()).ask(bytes); }
};

/// A worker that counts the requests that reach the service.
struct CountingWorker {
  ListeningSocket socket;
  Shared<std::atomic<int>> served;
  Worker worker{socket, {}, [this](const gateway::Request& request) {
                  ++*served;
                  return describe(request);
                }};
};

/// A listening socket on a free port of the loopback interface.
struct TcpSocket {
  TcpSocket() : fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(fd, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(fd, 64) != 0 ||
        getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("no socket");
    }
  }
  ~TcpSocket() { close(fd); }
  TcpSocket(const TcpSocket&) = delete;
  TcpSocket& operator=(const TcpSocket&) = delete;

  Client connect_to() const {
    const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    Client client(connection);
    if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("no connection");
    }
    return client;
  }

  int fd;
  sockaddr_in address{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(answers)

BOOST_FIXTURE_TEST_CASE(a_request_is_answered_and_its_connection_closed, OneWorker) {
  Client client(socket.path());
  const auto answer = client.ask(fcgi::whole(fcgi::get("/a%20b?x=1")));
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.ended);
  BOOST_TEST(contains(answer.headers, "Content-Length: " + std::to_string(answer.body.size())));
  BOOST_TEST(contains(answer.body, "path=/a b\n"));
  BOOST_TEST(contains(answer.body, "query.x=1\n"));
  BOOST_TEST(contains(answer.body, "fault=none\n"));
  BOOST_TEST(client.closed_within(std::chrono::seconds(5)));
}

BOOST_FIXTURE_TEST_CASE(a_body_is_taken_on_every_method, OneWorker) {
  for (const auto* method : {"POST", "PUT", "PATCH", "DELETE", "GET", "BREW"}) {
    auto pairs = fcgi::post("/", "hello");
    pairs.front().second = method;
    const auto answer = ask(fcgi::whole(pairs, "hello"));
    BOOST_TEST(contains(answer.body, "body=hello\n"), "not on " << method);
  }
}

BOOST_FIXTURE_TEST_CASE(head_gets_headers_only, OneWorker) {
  auto pairs = fcgi::get("/");
  pairs.front().second = "HEAD";
  const auto answer = ask(fcgi::whole(pairs));
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body == "");
  BOOST_TEST(answer.ended);
}

BOOST_FIXTURE_TEST_CASE(a_body_without_a_length_is_read_to_its_end, OneWorker) {
  const std::string content(100'000, 'x');
  const auto answer = ask(fcgi::whole(fcgi::get("/"), content));
  BOOST_TEST(contains(answer.body, "bytes=100000\n"));
  BOOST_TEST(contains(answer.body, "fault=none\n"));
}

BOOST_FIXTURE_TEST_CASE(a_request_may_come_in_two_parts_cut_at_any_byte, OneWorker) {
  const auto bytes = fcgi::whole(fcgi::post("/", "hello"), "hello");
  for (std::size_t at = 1; at < bytes.size(); ++at) {
    Client client(socket.path());
    client.send(std::string_view(bytes).substr(0, at));
    client.send(std::string_view(bytes).substr(at));
    BOOST_TEST(contains(client.receive().body, "body=hello\n"), "cut at byte " << at);
  }
}

BOOST_FIXTURE_TEST_CASE(a_request_may_come_byte_by_byte_in_padded_records, OneWorker) {
  auto bytes = fcgi::begin();
  for (const char c : fcgi::encode(fcgi::post("/", "hello"))) {
    bytes += fcgi::record(fcgi::params, {&c, 1}, 1, 255);
  }
  bytes += fcgi::record(fcgi::params, "");
  for (const char c : std::string("hello")) bytes += fcgi::record(fcgi::in, {&c, 1}, 1, 255);
  BOOST_TEST(contains(ask(bytes + fcgi::record(fcgi::in, "")).body, "body=hello\n"));
}

BOOST_FIXTURE_TEST_CASE(the_largest_body_is_taken_and_one_byte_more_is_not, OneWorker) {
  const std::string largest(gateway::Limits().body, 'x');
  const auto taken = ask(fcgi::whole(fcgi::post("/", largest), largest));
  BOOST_TEST(contains(taken.body, "fault=none\nbytes=122880\n"));
  for (const auto& pairs : {fcgi::post("/", largest + "x"), fcgi::get("/")}) {
    const auto refused = ask(fcgi::whole(pairs, largest + "x"));
    BOOST_TEST(contains(refused.body, "fault=payload_too_large\nbytes=0\n"));
    BOOST_TEST(refused.ended);
  }
}

BOOST_FIXTURE_TEST_CASE(a_body_far_over_the_bound_is_answered_while_it_is_still_sent, OneWorker) {
  const std::string content(20'000'000, 'x');
  Client client(socket.path());
  BOOST_TEST(client.send(fcgi::whole(fcgi::post("/", content), content)));
  const auto answer = client.receive();
  BOOST_TEST(contains(answer.body, "fault=payload_too_large\n"));
  BOOST_TEST(answer.ended);
  BOOST_TEST(client.closed_within(std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(over_tcp_a_refusal_arrives_although_the_body_is_never_read) {
  const TcpSocket socket;
  Worker worker(socket.fd);
  const std::string content(20'000'000, 'x');
  for (int i = 0; i < 3; ++i) {
    auto client = socket.connect_to();
    BOOST_TEST(client.send(fcgi::whole(fcgi::post("/", content), content)));
    const auto answer = client.receive();
    BOOST_TEST(contains(answer.body, "fault=payload_too_large\n"));
    BOOST_TEST(answer.ended);
  }
  auto client = socket.connect_to();
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(client.ask(fcgi::whole(fcgi::post("/", "hello"), "hello", fcgi::kKeep)).ended);
  }
}

BOOST_AUTO_TEST_CASE(over_tcp_a_header_may_be_longer_than_what_the_kernel_holds) {
  const TcpSocket socket;
  gateway::Options options;
  options.limits.parameter_bytes = 6'000'000;
  Worker worker(socket.fd, options);
  auto client = socket.connect_to();
  const auto pairs = fcgi::get("/", {{"X", std::string(5'000'000, 'x')}});
  BOOST_TEST(contains(client.ask(fcgi::whole(pairs)).body, "fault=none\n"));
}

BOOST_FIXTURE_TEST_CASE(a_huge_claimed_length_costs_nothing, OneWorker) {
  for (const auto* claim : {"1500000000", "99999999999999999999"}) {
    const auto answer = ask(fcgi::whole(fcgi::get("/", {{"CONTENT_LENGTH", claim}})));
    BOOST_TEST(contains(answer.body, "fault=payload_too_large\n"));
  }
  const auto answer = ask(fcgi::whole(fcgi::get("/", {{"CONTENT_LENGTH", "-1"}})));
  BOOST_TEST(contains(answer.body, "fault=invalid_argument\n"));
}

BOOST_FIXTURE_TEST_CASE(a_body_that_differs_from_its_length_is_never_acted_on, OneWorker) {
  for (const auto* content : {"hell", "hello!", ""}) {
    const auto answer = ask(fcgi::whole(fcgi::post("/", "hello"), content));
    BOOST_TEST(contains(answer.body, "fault=invalid_argument\nbytes=0\n"), "for " << content);
  }
}

BOOST_FIXTURE_TEST_CASE(a_body_that_ends_in_mid_record_is_a_fault, OneWorker) {
  Client client(socket.path());
  client.send(fcgi::begin() + fcgi::header(fcgi::get("/")) +
              fcgi::record(fcgi::in, "hello").substr(0, 10));
  client.finish_sending();
  BOOST_TEST(contains(client.receive().body, "fault=invalid_argument\nbytes=0\n"));
}

BOOST_FIXTURE_TEST_CASE(an_aborted_request_is_ended_without_its_body, OneWorker) {
  const auto answer = ask(fcgi::begin() + fcgi::header(fcgi::post("/", "hello")) +
                          fcgi::record(fcgi::in, "hel") + fcgi::record(fcgi::abort_request, ""));
  BOOST_TEST(answer.ended);
  BOOST_TEST(contains(answer.body, "fault=invalid_argument\nbytes=0\n"));
}

BOOST_FIXTURE_TEST_CASE(a_client_that_goes_in_mid_body_is_forgotten, CountingWorker) {
  Client(socket.path())
      .send(fcgi::begin() + fcgi::header(fcgi::post("/", "hello")) + fcgi::record(fcgi::in, "h"));
  BOOST_TEST(contains(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).body, "fault=none"));
  BOOST_TEST(served->load() == 1);
}

BOOST_FIXTURE_TEST_CASE(other_roles_than_the_responder_get_no_answer_of_the_service,
                        CountingWorker) {
  for (const int role : {2, 3}) {
    const auto answer =
        Client(socket.path()).ask(fcgi::begin(false, role) + fcgi::header(fcgi::get("/")));
    BOOST_TEST(answer.status == 501);
    BOOST_TEST(answer.ended);
  }
  BOOST_TEST(served->load() == 0);
}

BOOST_FIXTURE_TEST_CASE(repeated_headers_are_refused_and_repeated_variables_are_not, OneWorker) {
  const fcgi::Pairs twice{{"HTTP_X_A", "1"}, {"HTTP_X_A", "2"}};
  BOOST_TEST(contains(ask(fcgi::whole(fcgi::get("/", twice))).body, "fault=invalid_argument\n"));
  const auto answer = ask(fcgi::whole(fcgi::get("/first", {{"REQUEST_URI", "/last"}})));
  BOOST_TEST(contains(answer.body, "path=/last\nfault=none\n"));
}

BOOST_FIXTURE_TEST_CASE(a_header_over_the_bounds_is_a_fault, OneWorker) {
  fcgi::Pairs many;
  for (int i = 0; i < 300; ++i) many.emplace_back("HTTP_X_" + std::to_string(i), "x");
  const auto too_many = ask(fcgi::whole(fcgi::get("/a", many)));
  BOOST_TEST(contains(too_many.body, "path=/a\nfault=payload_too_large\n"));
  const auto too_long = ask(fcgi::whole(fcgi::get("/a", {{"X", std::string(66'000, 'x')}})));
  BOOST_TEST(contains(too_long.body, "path=/a\nfault=payload_too_large\n"));
}

BOOST_AUTO_TEST_CASE(a_large_answer_arrives_whole) {
  const ListeningSocket socket;
  const std::string large(5'000'000, 'x');
  Worker worker(socket, {}, [&](const auto&) { return gateway::Response::text(large); });
  const auto answer = Client(socket.path()).ask(fcgi::whole(fcgi::get("/")));
  BOOST_TEST((answer.body == large));
  BOOST_TEST(answer.ended);
}

BOOST_AUTO_TEST_SUITE_END()
