#include "courier/http_calls.h"

#include <dlfcn.h>
#include <netdb.h>

#include <boost/test/unit_test.hpp>
#include <map>
#include <string_view>
#include <thread>

#include "support/fakes.h"
#include "support/issuer.h"
#include "support/receiver.h"

using namespace std::chrono_literals;

// Overrides the C library's resolver for libcurl: it hangs for names under ".slow.test".
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints,
                           addrinfo** result) {
  if (name != nullptr && std::string_view(name).ends_with(".slow.test")) {
    std::this_thread::sleep_for(20s);
    return EAI_AGAIN;
  }
  static const auto real =
      reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
  return real(name, service, hints, result);
}

namespace {

using courier::HttpAnswer;
using courier::HttpCall;
using courier::HttpCalls;
using Kind = HttpAnswer::Kind;
using Clock = std::chrono::steady_clock;

/// Calls, and what came of them.
struct Caller {
  explicit Caller(HttpCalls::Settings settings = {.allow_private = true}) : calls(settings) {}

  base::Id begin(const std::string& url, const std::string& body = "{}") {
    const auto id = base::Id::make(base::from_millis(0), entropy);
    calls.begin({id, url, {"Content-Type: application/json"}, body});
    return id;
  }
  void work_until(std::size_t count) {
    const auto end = Clock::now() + 20s;
    while (answers.size() < count && Clock::now() < end) {
      calls.work(100ms,
                 [&](const base::Id& id, const HttpAnswer& answer) { answers[id] = answer; });
    }
    BOOST_REQUIRE(answers.size() == count);
  }
  HttpAnswer call(const std::string& url, const std::string& body = "{}") {
    answers.clear();
    const auto id = begin(url, body);
    work_until(1);
    return answers.at(id);
  }

  FakeEntropy entropy;
  HttpCalls calls;
  std::map<base::Id, HttpAnswer> answers;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

constexpr auto kRefused = "The receiver's address or port may not be called.";

}  // namespace

BOOST_AUTO_TEST_SUITE(http_calls)

BOOST_AUTO_TEST_CASE(a_call_arrives_whole_and_its_answer_comes_back) {
  Receiver receiver;
  Caller caller;
  const std::string body(200'000, 'x');
  const auto answer = caller.call(receiver.url("/ok/1"), body);
  BOOST_TEST((answer.kind == Kind::answered));
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body == "danke sch\u00f6n");
  BOOST_TEST(has(answer.headers, "\nX-Answer: yes\n"));
  BOOST_REQUIRE(receiver.received().size() == 1U);
  BOOST_TEST((receiver.received()[0].body == body));
  BOOST_TEST(caller.calls.under_way() == 0U);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_public_is_not_even_connected_to) {
  Receiver receiver;
  Caller caller(HttpCalls::Settings{});
  for (const auto* host :
       {"localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "0.0.0.0", "[::1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "169.254.169.254", "10.0.0.1", "192.168.0.1",
        "[fd00::1]", "[fe80::1]"}) {
    const auto answer =
        caller.call(std::string("http://") + host + ":" + std::to_string(receiver.port()) + "/ok");
    BOOST_TEST((answer.kind == Kind::failed), host);
    BOOST_TEST(answer.reason == kRefused, host << ": " << answer.reason);
  }
  BOOST_TEST(receiver.received().empty());
}

BOOST_AUTO_TEST_CASE(a_port_of_another_service_is_not_connected_to) {
  Caller caller;
  for (const auto* port : {"25", "22", "1023"}) {
    BOOST_TEST(caller.call(std::string("http://127.0.0.1:") + port).reason == kRefused, port);
  }
}

BOOST_AUTO_TEST_CASE(every_other_scheme_is_refused) {
  Caller caller;
  for (const auto* url : {"file:///etc/passwd", "gopher://127.0.0.1:8080/x",
                          "ftp://127.0.0.1:8080/x", "smtp://127.0.0.1:8080", "x"}) {
    BOOST_TEST((caller.call(url).kind == Kind::failed), url);
  }
}

BOOST_AUTO_TEST_CASE(a_redirect_is_an_answer_and_is_not_followed) {
  Receiver receiver;
  Caller caller;
  BOOST_TEST(caller.call(receiver.url("/redirect")).status == 302);
  BOOST_TEST(receiver.received().size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_a_long_answer_the_beginning_is_read) {
  Receiver receiver;
  Caller caller;
  const auto begun = Clock::now();
  const auto answer = caller.call(receiver.url("/huge"));
  BOOST_TEST((answer.kind == Kind::answered));
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body.size() == 65'536U);
  BOOST_TEST((Clock::now() - begun < 3s));
}

BOOST_AUTO_TEST_CASE(nothing_is_unpacked) {
  Receiver receiver;
  Caller caller;
  const auto answer = caller.call(receiver.url("/bomb"));
  BOOST_TEST(answer.status == 200);
  BOOST_TEST(answer.body.starts_with("\x1f\x8b"));
  BOOST_TEST(answer.body.size() <= 65'536U);
}

BOOST_AUTO_TEST_CASE(who_asks_for_time_is_heard) {
  Receiver receiver;
  Caller caller;
  const auto answer = caller.call(receiver.url("/busy"));
  BOOST_TEST(answer.status == 429);
  BOOST_TEST((answer.retry_after == 600s));
}

BOOST_AUTO_TEST_CASE(who_hangs_or_drips_is_given_up_and_holds_up_nobody) {
  Receiver receiver;
  Caller caller({.allow_private = true, .timeout = 3s});
  const auto hanging = caller.begin(receiver.url("/hang"));
  const auto dripping = caller.begin(receiver.url("/drip"));
  const auto unknown = caller.begin("http://name.slow.test:8080/");
  const auto begun = Clock::now();
  caller.begin(receiver.url("/ok"));
  caller.work_until(1);
  BOOST_TEST((Clock::now() - begun < 2900ms));
  caller.work_until(4);
  BOOST_TEST((Clock::now() - begun < 8s));
  for (const auto& id : {hanging, dripping, unknown}) {
    BOOST_TEST((caller.answers.at(id).kind == Kind::timed_out));
    BOOST_TEST(has(caller.answers.at(id).reason, "timed out after 3 seconds."));
  }
  BOOST_TEST((caller.call(receiver.url("/ok")).kind == Kind::answered));
}

BOOST_AUTO_TEST_CASE(many_are_under_way_at_once) {
  Receiver receiver;
  Caller caller;
  const auto begun = Clock::now();
  for (int i = 0; i < 40; ++i) caller.begin(receiver.url("/late"));
  BOOST_TEST(caller.calls.under_way() == 40U);
  BOOST_TEST(caller.calls.room() == 24U);
  caller.work_until(40);
  BOOST_TEST((Clock::now() - begun < 4s));  // one after the other: 20 s
}

BOOST_AUTO_TEST_CASE(nobody_there_is_told_with_words) {
  Receiver receiver;
  receiver.stop();
  Caller caller;
  const auto answer = caller.call(receiver.url("/ok"));
  BOOST_TEST((answer.kind == Kind::failed));
  BOOST_TEST(has(answer.reason, "There was no answer: "));
  BOOST_TEST(caller.call("http://nobody.invalid/").reason != "");
}

BOOST_AUTO_TEST_CASE(a_certificate_must_fit) {
  Issuer server(true);
  Caller trusting({.allow_private = true, .ca_file = server.ca_file()});
  BOOST_TEST(trusting.call(server.jwks_url()).status == 200);
  Caller other;
  const auto answer = other.call(server.jwks_url());
  BOOST_TEST((answer.kind == Kind::failed));
  BOOST_TEST(has(answer.reason, "certificate"), answer.reason);
}

BOOST_AUTO_TEST_CASE(a_proxy_of_the_environment_is_not_used) {
  Receiver receiver;
  Caller caller;
  for (const auto* name : {"http_proxy", "all_proxy", "HTTP_PROXY"}) {
    setenv(name, "http://127.0.0.1:1", 1);
  }
  BOOST_TEST(caller.call(receiver.url("/ok")).status == 200);
  for (const auto* name : {"http_proxy", "all_proxy", "HTTP_PROXY"}) unsetenv(name);
}

BOOST_AUTO_TEST_CASE(what_is_under_way_at_the_end_is_broken_off) {
  Receiver receiver;
  const auto begun = Clock::now();
  {
    Caller caller;
    caller.begin(receiver.url("/hang"));
    caller.begin("http://name.slow.test:8080/");
    caller.calls.work(100ms, [](const auto&, const auto&) {});
  }
  BOOST_TEST((Clock::now() - begun < 4s));  // the call has 5 s, the look-up 20
}

BOOST_AUTO_TEST_SUITE_END()
