#include <boost/test/unit_test.hpp>
#include <random>

#include "gateway/fastcgi_client.h"
#include "gateway/served.h"

using fcgi::Client;
using std::chrono::seconds;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Whether this very worker still answers.
bool answers(const ListeningSocket& socket, const Worker& worker) {
  return contains(Client(socket.path()).ask(fcgi::whole(fcgi::get("/"))).body,
                  "pid=" + std::to_string(worker.pid()) + "\n");
}

std::string many_values() {
  fcgi::Pairs asked;
  for (int i = 0; i < 200; ++i) asked.emplace_back("FCGI_MPXS_CONNS", "");
  return fcgi::record(fcgi::get_values, fcgi::encode(asked), 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hostile_records)

BOOST_AUTO_TEST_CASE(records_that_would_end_libfcgi_end_their_connection_only) {
  const ListeningSocket socket;
  Worker worker(socket);
  for (const auto* lengths : {"\xff\xff\xff\xff\x01", "\xff\xff\xff\xfe\xff\xff\xff\xfe",
                              "\x01\xff\xff\xff\xfe", "\xc0\x00\x00\x01\xc0\x00\x00\x01"}) {
    Client client(socket.path());
    client.send(fcgi::begin() + fcgi::record(fcgi::params, lengths) +
                fcgi::record(fcgi::params, ""));
    BOOST_TEST(client.closed_within(seconds(5)));
  }
  BOOST_TEST(answers(socket, worker));
}

BOOST_AUTO_TEST_CASE(values_are_told_at_once_and_a_request_may_follow) {
  const ListeningSocket socket;
  Worker worker(socket);
  Client client(socket.path());
  const auto expected =
      fcgi::record(fcgi::get_values_result, fcgi::encode({{"FCGI_MPXS_CONNS", "0"}}), 0);
  client.send(many_values());
  BOOST_TEST((client.read_raw(expected.size()) == expected));
  client.send(many_values() + fcgi::whole(fcgi::get("/")));
  BOOST_TEST((client.read_raw(expected.size()) == expected));
  BOOST_TEST(client.receive().ended);
}

BOOST_AUTO_TEST_CASE(values_are_told_amid_a_request_too) {
  const ListeningSocket socket;
  Worker worker(socket);
  const auto expected =
      fcgi::record(fcgi::get_values_result, fcgi::encode({{"FCGI_MPXS_CONNS", "0"}}), 0);
  Client client(socket.path());
  for (const auto& piece : {fcgi::begin(fcgi::kKeep), fcgi::header(fcgi::post("/", "hello")),
                            fcgi::record(fcgi::in, "hel")}) {
    client.send(piece + many_values());
    BOOST_TEST((client.read_raw(expected.size()) == expected));
  }
  BOOST_TEST(contains(client.ask(fcgi::body("lo")).body, "body=hello\n"));
  BOOST_TEST(answers(socket, worker));
}

BOOST_AUTO_TEST_CASE(a_second_request_inside_the_first_is_told_that_it_cannot) {
  const ListeningSocket socket;
  Worker worker(socket);
  Client client(socket.path());
  client.send(fcgi::begin() + fcgi::begin(false, 1, 2) + fcgi::header(fcgi::get("/")) +
              fcgi::body(""));
  const auto refusal = fcgi::record(fcgi::end_request, std::string("\0\0\0\0\1\0\0\0", 8), 2);
  BOOST_TEST((client.read_raw(refusal.size()) == refusal));
  BOOST_TEST(client.receive().ended);
}

BOOST_AUTO_TEST_CASE(a_stale_abort_on_a_kept_connection_does_no_harm) {
  const ListeningSocket socket;
  Worker worker(socket);
  Client client(socket.path());
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(client.ask(fcgi::whole(fcgi::get("/"), {}, fcgi::kKeep)).ended);
    client.send(fcgi::record(fcgi::abort_request, ""));
  }
}

BOOST_AUTO_TEST_CASE(mutated_requests_never_end_the_worker) {
  const ListeningSocket socket;
  Worker worker(socket);
  std::mt19937 random(20'240'731);
  const auto request = fcgi::whole(fcgi::post("/a?b=c", "x=1", {{"HTTP_COOKIE", "a=1"}}), "x=1");
  for (int i = 0; i < 3000; ++i) {
    auto bytes = request;
    for (auto changes = 1 + random() % 4; changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    Client client(socket.path());
    client.send(bytes.substr(0, 1 + random() % bytes.size()));
  }
  BOOST_TEST(answers(socket, worker));
}

BOOST_AUTO_TEST_SUITE_END()
