// Long requests for a code, and such as come as a form, behind real web servers.
#include <boost/test/unit_test.hpp>
#include <regex>
#include <string>

#include "base/encoding.h"
#include "support/poll.h"
#include "support/site.h"

namespace {

constexpr auto kCallback = "https://app.example/cb";

/// A site with a client of its operator's own, and ada.
struct Door {
  explicit Door(const Setup& setup) : site(setup) {
    auto client = site.client();
    BOOST_REQUIRE_EQUAL(
        client
            .json("POST", "/account/register",
                  R"({"username":"ada","password":"correct horse","email":"ada@example.org"})")
            .status,
        200);
    const auto token = site.mailed_token("ada@example.org");
    BOOST_REQUIRE_EQUAL(
        client.json("POST", "/account/verify", R"({"token":")" + token + R"("})").status, 200);
    BOOST_REQUIRE(site.command({"client", "add", "--name", "Own", "--trusted", "--redirect-uri",
                                kCallback}) == 0);
    const auto printed = read_file(site.scratch().at("output.log"));
    std::smatch match;
    BOOST_REQUIRE_MESSAGE(std::regex_search(printed, match, std::regex("\\b[0-9a-f]{16}\\b")),
                          printed);
    id = match[0];
  }

  std::string query(const std::string& state) const {
    return "client_id=" + id + "&redirect_uri=" + base::percent_encoded(kCallback) +
           "&response_type=code&scope=openid&state=" + state;
  }
  Answer ask(const std::string& method, const std::string& target, const std::string& cookie = "",
             const std::string& body = "") const {
    HttpClient::Ask ask{method, target, {"Accept: text/html"}, body};
    if (!cookie.empty()) ask.headers.push_back("Cookie: " + cookie);
    if (!body.empty()) ask.headers.emplace_back("Content-Type: application/x-www-form-urlencoded");
    return site.client().send(ask);
  }
  /// Signs in where an answer leads, and follows; the page or the address at the end.
  std::string through(const Answer& led) const {
    const std::string page(led.header("location"));
    BOOST_REQUIRE(page.starts_with("/sign-in?redirectTo="));
    const auto way = page.substr(page.find('?'), page.find("&again") - page.find('?'));
    const auto in = ask("POST", "/authenticate/userpass" + way, "id=other",
                        "username=ada&password=correct%20horse");
    BOOST_REQUIRE_EQUAL(in.status, 303);
    const std::string line(in.header("set-cookie"));
    const auto end = ask("GET", std::string(in.header("location")),
                         "id=of-another-program; " + line.substr(0, line.find(';')) + "; id=x");
    return end.status == 303 ? std::string(end.header("location")) : end.body;
  }

  Site site;
  std::string id;
};

void check(const Setup& setup, std::size_t longest_link) {
  const Door door(setup);
  for (const auto length : {2500UL, 7000UL, 15500UL}) {
    const auto state = std::string(length, 's') + "e";
    if (length < longest_link) {
      const auto led = door.ask("GET", "/oauth2/authorize?" + door.query(state));
      const auto end = door.through(led);
      BOOST_TEST((end.find("state=" + state) != end.npos && end.find("code=dwc_") != end.npos),
                 setup.name << " " << length);
    }
    const auto kept = door.ask("POST", "/oauth2/authorize", "", door.query(state));
    BOOST_REQUIRE_EQUAL(kept.status, 303);
    BOOST_TEST(kept.header("location").starts_with("/oauth2/authorize?kept=dwq_"));
    const auto end = door.through(door.ask("GET", std::string(kept.header("location"))));
    BOOST_TEST((end.find("state=" + state) != end.npos && end.find("code=dwc_") != end.npos),
               setup.name << " form of " << length);
  }
  const auto too_long =
      door.ask("POST", "/oauth2/authorize", "", door.query(std::string(17000, 's')));
  BOOST_TEST(too_long.status == 400);
  BOOST_TEST(too_long.body.find("too long") != std::string::npos);
  const auto unknown = door.ask("GET", "/oauth2/authorize?client_id=0000000000000000");
  BOOST_TEST(unknown.body.find("not known") != std::string::npos);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(long_requests)

BOOST_AUTO_TEST_CASE(a_long_request_comes_through_nginx_and_back) { check(kNginx, 16384); }

BOOST_AUTO_TEST_CASE(a_long_request_comes_through_lighttpd_and_back) {
  check(kLighttpdSocket, 16384);
}

BOOST_AUTO_TEST_CASE(a_long_request_comes_through_apache_and_back) {
  check(kApacheProxyFcgi, 16384);
}

BOOST_AUTO_TEST_CASE(a_long_request_comes_to_a_program_that_apache_starts) {
  check(kApacheFcgid, 16384);
}

// Whoever cannot configure their web server has its bound for links, and none for forms.
BOOST_AUTO_TEST_CASE(a_long_request_comes_through_shared_hosting_as_a_form) {
  check(kSharedHostingCgi, 7500);
}

BOOST_AUTO_TEST_CASE(the_log_says_what_was_wrong_with_a_request) {
  const Door door(kNginx);
  door.ask("GET", "/oauth2/authorize?client_id=0000000000000000");
  door.ask("GET", "/oauth2/authorize?redirect_uri=https://evil.example/&client_id=" + door.id);
  door.ask("POST", "/oauth2/authorize", "", door.query(std::string(17000, 's')));
  for (const auto* rule : {"unknown_client", "redirect_uri", "too_long"}) {
    const auto said = "\"rule\":\"authorization." + std::string(rule) + "\"";
    BOOST_TEST(eventually([&] { return door.site.log().find(said) != std::string::npos; }), rule);
  }
}

BOOST_AUTO_TEST_SUITE_END()
