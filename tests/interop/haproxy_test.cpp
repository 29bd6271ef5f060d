// HAProxy in front of the web server adds a line X-Forwarded-For of its own behind the one that a
// client has sent, instead of joining them.
#include <boost/test/unit_test.hpp>

#include "e2e/people.h"
#include "interop/filled.h"
#include "json/json.h"
#include "support/poll.h"
#include "support/versions.h"

namespace {

constexpr auto kPerson = R"({"username":"ada","password":"correct horse battery",)"
                         R"("email":"ada@example.org"})";

class HaProxy {
 public:
  explicit HaProxy(const Site& site)
      : port_(std::to_string(free_port())), server_(command_before(site)) {
    auto asking = client();
    if (eventually([&] { return asking.get("/health").status == 200; })) return;
    throw std::runtime_error("haproxy: " + read_file(site.scratch().at("haproxy.log")));
  }

  HttpClient client() const { return HttpClient("http://127.0.0.1:" + port_); }

 private:
  Command command_before(const Site& site) const {
    const auto& scratch = site.scratch();
    scratch.write("haproxy.cfg",
                  filled_in("haproxy.cfg", {{"port", port_}, {"web", site.url().substr(7)}}));
    return {.arguments = {"haproxy", "-db", "-f", scratch.at("haproxy.cfg")},
            .log = scratch.at("haproxy.log")};
  }

  std::string port_;
  Process server_;
};

/// Where the audit log says that the account was made from.
std::string origin_told_to(const Site& site, const Person& ada) {
  const auto app =
      add_client(site.scratch(), {"--name", "App", "--grant", "password", "--scope", "audit:read"});
  const auto token = tokens_of(site, app, ada, "audit:read").access;
  const auto log = site.client().with_token("GET", "/api/user/audit-log", token);
  const auto entries = json::parse_object(log.body)["results"];
  BOOST_REQUIRE_MESSAGE(!entries.empty(), log.body);
  return entries.back()["ip"].get<std::string>();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(haproxy)

BOOST_AUTO_TEST_CASE(adds_a_line_to_those_of_its_client_and_who_it_was_is_still_known) {
  tell_versions({"haproxy", "nginx"});
  const Site site(kNginx, {{"trusted_proxies", R"(["127.0.0.1"])"}});
  const HaProxy haproxy(site);
  const auto made = haproxy.client().send(
      {"POST",
       "/account/register",
       {"Content-Type: application/json", "X-Forwarded-For: 198.51.100.7, 203.0.113.9"},
       kPerson});
  BOOST_TEST(made.status == 200, made.body);
  const auto verified = haproxy.client().json(
      "POST", "/account/verify", json::dump({{"token", site.mailed_token("ada@example.org")}}));
  BOOST_REQUIRE_EQUAL(verified.status, 200);
  const Person ada{{}, "ada", "correct horse battery", "ada@example.org"};
  BOOST_TEST(origin_told_to(site, ada) == "203.0.113.9");
}

BOOST_AUTO_TEST_SUITE_END()
