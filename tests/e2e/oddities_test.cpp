#include <boost/test/unit_test.hpp>

#include "support/poll.h"
#include "support/site.h"

namespace {

const std::string kTokens = "/account/tokens";

int status_of(HttpClient& client, const std::string& path, std::vector<std::string> headers) {
  return client.send({"GET", path, std::move(headers), {}}).status;
}

/// A path that two readers could take for two different ones leads nowhere.
void ask_by_odd_paths(HttpClient& client) {
  BOOST_TEST(status_of(client, "/account/%74okens", {}) == 401);
  for (const auto* path :
       {"//account//tokens", "/x/../account/tokens", "/account/./tokens", "/account/x/../tokens",
        "/account%2Ftokens", "/account/tokens%2F", "/account/tokensx"}) {
    BOOST_TEST_CONTEXT(path) { BOOST_TEST(status_of(client, path, {}) == 404); }
  }
  for (const auto* path : {"/account/tokens%00", "/account/tokens?x=%00", "/account/%ff"}) {
    BOOST_TEST_CONTEXT(path) { BOOST_TEST(status_of(client, path, {}) / 100 == 4); }
  }
}

/// Headers that pretend to be what a web server says itself.
void ask_with_forged_headers(HttpClient& client) {
  for (const auto* header :
       {"Proxy: http://127.0.0.1:1/", "Remote-User: root", "Https: on", "Remote_User: root",
        "Content_Length: 9", "X-Forwarded-For: 1.1.1.1"}) {
    BOOST_TEST_CONTEXT(header) {
      BOOST_TEST(status_of(client, "/health", {header}) == 200);
      BOOST_TEST(status_of(client, kTokens, {header}) == 401);
    }
  }
}

/// Lists may come in several lines; web servers join them, or hand each over.
void ask_with_lists_in_lines(HttpClient& client) {
  const std::vector<std::string> lines{"X-Forwarded-For: 192.0.2.1",
                                       "X-Forwarded-For: 192.0.2.2",
                                       "Via: 1.1 a",
                                       "Via: 1.1 b",
                                       "Accept: text/html",
                                       "Accept: */*",
                                       "Cookie: a=1",
                                       "Cookie: b=2"};
  BOOST_TEST(status_of(client, "/health", lines) == 200);
  BOOST_TEST(status_of(client, kTokens, lines) == 401);
}

void ask_with_odd_credentials(HttpClient& client) {
  const std::string nearly(7 * 1024, 'x');
  BOOST_TEST(status_of(client, kTokens, {"Authorization: Bearer " + nearly}) == 401);
  const std::string long_one(7 * 1024 + 600, 'x');
  BOOST_TEST(status_of(client, kTokens, {"Authorization: Bearer " + long_one}) / 100 == 4);
  const auto too_long =
      status_of(client, kTokens, {"Authorization: Bearer " + std::string(9000, 'x')});
  BOOST_TEST((too_long == 400 || too_long == 431));
  const auto twice =
      status_of(client, kTokens, {"Authorization: Bearer a", "Authorization: Bearer b"});
  BOOST_TEST((twice == 400 || twice == 401));
}

/// No Content-Length: the web server must find out, or pass on, where the body ends.
void send_a_chunked_body(HttpClient& client) {
  const auto answer =
      client.send({"POST",
                   "/account/register",
                   {"Content-Type: application/json", "Transfer-Encoding: chunked"},
                   R"({"username":"chunky","password":"p","email":"chunky@example.org"})"});
  BOOST_TEST(answer.status == 200);
}

void send_too_large_bodies(HttpClient& client, int above_128_kib) {
  for (const auto size : {120 * 1024 + 1, 128 * 1024}) {
    BOOST_TEST(
        client.json("POST", "/account/register", std::string(std::size_t(size), ' ')).status ==
        413);
  }
  const std::string large(131073, ' ');
  BOOST_TEST(client.json("POST", "/account/register", large).status == above_128_kib);
  BOOST_TEST(client.get("/health").status == 200);
}

/// Whatever a client claims, it is its own address that fails too often.
void fail_too_often_from_claimed_addresses(HttpClient& client) {
  int status = 0;
  for (int i = 0; i < 12 && status != 403; ++i) {
    status = client
                 .send({"POST",
                        "/account/authenticate",
                        {"Content-Type: application/json",
                         "X-Forwarded-For: 10.0.0." + std::to_string(i),
                         "Forwarded: for=10.0.1." + std::to_string(i)},
                        R"({"username":"nobody","password":"p"})"})
                 .status;
  }
  BOOST_TEST(status == 403);
}

void be_odd_behind(const Setup& setup, int above_128_kib = 413) {
  Site site(setup, {{"abuse.failures_per_address", "10"}});
  auto client = site.client();
  ask_by_odd_paths(client);
  ask_with_forged_headers(client);
  ask_with_lists_in_lines(client);
  ask_with_odd_credentials(client);
  send_a_chunked_body(client);
  send_too_large_bodies(client, above_128_kib);
  const auto foo = client.send({"FOO", kTokens, {}, {}}).status;
  BOOST_TEST((foo == 405 || foo == 501));
  fail_too_often_from_claimed_addresses(client);
}

/// HAProxy on this port, before a web server. It adds a line X-Forwarded-For of its own.
Command haproxy_of(const Scratch& scratch, int port, const std::string& server) {
  scratch.write("haproxy.cfg",
                "defaults\n  mode http\n  option forwardfor\n  timeout client 30s\n"
                "  timeout connect 5s\n  timeout server 30s\n"
                "frontend front\n  bind 127.0.0.1:" +
                    std::to_string(port) +
                    "\n  default_backend web\n"
                    "backend web\n  server one " +
                    server + "\n");
  return {.arguments = {"haproxy", "-db", "-f", scratch.at("haproxy.cfg")},
          .log = scratch.at("haproxy.log")};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(oddities)

BOOST_AUTO_TEST_CASE(lighttpd) { be_odd_behind(kLighttpdSocket); }

BOOST_AUTO_TEST_CASE(apache_proxy_fcgi) { be_odd_behind(kApacheProxyFcgi); }

BOOST_AUTO_TEST_CASE(apache_fcgid) { be_odd_behind(kApacheFcgid); }

BOOST_AUTO_TEST_CASE(apache_cgi) { be_odd_behind(kApacheCgi); }

BOOST_AUTO_TEST_CASE(shared_hosting_has_the_bound_of_its_host) {
  be_odd_behind(kSharedHostingFcgid, 500);
}

BOOST_AUTO_TEST_CASE(nginx) { be_odd_behind(kNginx); }

BOOST_AUTO_TEST_CASE(behind_haproxy_and_nginx_the_client_is_whom_the_lines_of_both_name) {
  Site site(kNginx, {{"trusted_proxies", R"(["127.0.0.0/8"])"}});
  Scratch scratch;
  const int port = free_port();
  Process haproxy(haproxy_of(scratch, port, site.url().substr(site.url().find("//") + 2)));
  HttpClient client("http://127.0.0.1:" + std::to_string(port));
  BOOST_REQUIRE(eventually([&] { return status_of(client, "/health", {}) == 200; }));
  BOOST_TEST(status_of(client, kTokens, {"X-Forwarded-For: 192.0.2.77"}) == 401);
  BOOST_TEST(
      eventually([&] { return site.log().find(R"("client":"192.0.2.77")") != std::string::npos; }));
}

BOOST_AUTO_TEST_CASE(one_header_in_two_spellings_is_refused_where_it_arrives) {
  Site site(kLighttpdSocket);
  auto client = site.client();
  BOOST_TEST(status_of(client, "/health",
                       {"X-Forwarded-For: 1.1.1.1", "X_Forwarded_For: 6.6.6.6"}) == 400);
}

BOOST_AUTO_TEST_SUITE_END()
