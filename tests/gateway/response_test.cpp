#include "gateway/response.h"

#include <boost/test/unit_test.hpp>

#include "base/log.h"
#include "gateway/writer.h"
#include "support/refusals.h"
#include "support/temp_directory.h"

using gateway::Response;

namespace {

constexpr std::size_t kMost = 3584;

std::string written(const Response& response, bool without_body = false) {
  return gateway::to_cgi(response, without_body, kMost);
}

/// Keeps the log of a test out of its output, and can be read.
struct Log {
  Log() { base::log::open(directory.file("log")); }
  ~Log() { base::log::open("stderr"); }
  std::string text() const { return TempDirectory::read(directory.file("log")); }
  TempDirectory directory;
};

std::string cookie_line(const gateway::Cookie& cookie) {
  return std::string(Response::ok().with_cookie(cookie).header("set-cookie"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(responses)

BOOST_AUTO_TEST_CASE(an_answer_has_its_status_headers_and_length) {
  BOOST_TEST(written(Response::text("no\n", 404)) ==
             "Status: 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\n"
             "Content-Length: 3\r\n\r\nno\n");
  BOOST_TEST(written(Response::created()) == "Status: 201 Created\r\nContent-Length: 0\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(head_has_the_length_and_no_body) {
  BOOST_TEST(written(Response::text("abc"), true).ends_with("Content-Length: 3\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(no_content_has_neither_length_nor_body) {
  auto response = Response::no_content();
  response.body = "stray";
  BOOST_TEST(written(response) == "Status: 204 No Content\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(a_header_that_could_end_early_never_goes_out) {
  const Log log;
  for (const auto& [name, value] :
       {std::pair<std::string, std::string>{"X", "a\r\nSet-Cookie: evil=1"},
        {"X", "a\nb"},
        {"X", "a\rb"},
        {"X", "a\x1f"},
        {"X", std::string("a\0b", 3)},
        {"X", "a\x7f"},
        {"X", "a\tb"},
        {"X:Y", "a"},
        {"", "a"},
        {"X Y", "a"},
        {"Status", "200"},
        {"content-length", "5"}}) {
    const auto out = written(Response::ok().with_header(name, value));
    BOOST_TEST(out.starts_with("Status: 500 "), "went out: " << name);
    BOOST_TEST(out.find("evil") == out.npos);
  }
  BOOST_TEST(log.text().find("response.refused") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_header_block_over_the_bound_never_goes_out) {
  const Log log;
  const auto block = [](std::size_t size) {
    return written(Response::ok().with_header("X", std::string(size, 'x')));
  };
  const auto rest = block(0).size();
  BOOST_TEST(block(kMost - rest).starts_with("Status: 200 "));
  BOOST_TEST(block(kMost - rest + 1).starts_with("Status: 500 "));
  BOOST_TEST(log.text().find("header block too long") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_status_that_is_none_never_goes_out) {
  const Log log;
  for (const int status : {0, 100, 199, 600, -1}) {
    BOOST_TEST(written({status, {}, {}}).starts_with("Status: 500 "));
  }
}

BOOST_AUTO_TEST_CASE(a_cookie_is_guarded_unless_told_otherwise) {
  BOOST_TEST(cookie_line({"s", "v"}) == "s=v; Path=/; HttpOnly; SameSite=Lax; Secure");
  BOOST_TEST(cookie_line({"s", "v", -1, true, "example.org"}) ==
             "s=v; Path=/; Domain=example.org; HttpOnly; SameSite=Lax; Secure");
  BOOST_TEST(cookie_line({"s", "", 0, false}) == "s=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

BOOST_AUTO_TEST_CASE(a_cookie_of_other_characters_is_refused) {
  for (const auto& cookie : {gateway::Cookie{"s", "a;b"},
                             gateway::Cookie{"s", "v", -1, true, "a; Secure"},
                             {"s", "a b"},
                             {"s", "a\r\n"},
                             {"s", "\""},
                             {"s", "\xc3\xa4"},
                             {"s=", "a"},
                             {"", "a"}}) {
    BOOST_TEST(refuses(base::ErrorCode::internal, [&] { cookie_line(cookie); }),
               "accepted: " << cookie.name << "=" << cookie.value);
  }
}

BOOST_AUTO_TEST_SUITE_END()
