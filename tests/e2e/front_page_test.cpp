// Who answers "/": the site, with the configurations as shipped; doorward, where it has the whole
// host to itself.
#include <boost/test/unit_test.hpp>
#include <regex>

#include "support/site.h"

namespace {

constexpr const char* kOwn = "<h1>The site's own front page</h1>\n";

/// The same with doorward for the whole host, as README.md of each web server says: "^/" in place
/// of the list of paths.
Setup with_whole_host(Setup setup) {
  setup.web_server = [write = setup.web_server](const Scratch& scratch, int port) {
    const auto command = write(scratch, port);
    static const std::regex list(R"(\^(/?)\((\?:)?account\|.*\)\((\?:)?/\|\$\))");
    for (const auto* name : {"shipped.conf", "www/.htaccess"}) {
      const auto text = read_file(scratch.at(name));
      if (!text.empty()) scratch.write(name, std::regex_replace(text, list, "^$1"));
    }
    return command;
  };
  return setup;
}

Setup with_own_front_page(Setup setup) {
  setup.web_server = [write = setup.web_server](const Scratch& scratch, int port) {
    scratch.write("www/index.html", kOwn);
    return write(scratch, port);
  };
  return setup;
}

Answer open(const Site& site, const std::string& path, const std::string& accept = "text/html") {
  return site.client().send({"GET", path, {"Accept: " + accept}});
}

bool is_front_page(const Answer& answer) {
  return answer.status == 200 && answer.body.find("href=\"/sign-up\"") != std::string::npos;
}

void check_whole_host(const Setup& setup) {
  const Site site(with_whole_host(with_own_front_page(setup)), {{"public_url", "\"{url}\""}});
  BOOST_TEST_CONTEXT(setup.name) {
    BOOST_TEST(is_front_page(open(site, "/")));
    BOOST_TEST(is_front_page(open(site, "/?from=somewhere")));
    const auto page = open(site, "/nothing/here");
    BOOST_TEST(page.status == 404);
    BOOST_TEST(page.body.find("<a href=\"/\">") != std::string::npos);
    BOOST_TEST(open(site, "/nothing", "application/json").body ==
               R"({"status":"not_found","message":"There is nothing at this address."})");
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(front_page)

BOOST_AUTO_TEST_CASE(it_is_there_behind_lighttpd_that_gives_the_whole_host) {
  for (const auto& setup : {kLighttpdSocket, kLighttpdBinPath}) check_whole_host(setup);
}

BOOST_AUTO_TEST_CASE(it_is_there_behind_apache_that_gives_the_whole_host) {
  for (const auto& setup : {kApacheProxyFcgi, kApacheFcgid, kApacheCgi}) check_whole_host(setup);
}

BOOST_AUTO_TEST_CASE(it_is_there_on_shared_hosting_that_gives_the_whole_host) {
  for (const auto& setup : {kSharedHostingFcgid, kSharedHostingCgi}) check_whole_host(setup);
}

BOOST_AUTO_TEST_CASE(it_is_there_behind_nginx_that_gives_the_whole_host) {
  for (const auto& setup : {kNginx, kNginxKeepalive}) check_whole_host(setup);
}

BOOST_AUTO_TEST_CASE(as_they_are_shipped_the_configurations_leave_it_to_the_site) {
  for (const auto& setup : {kLighttpdSocket, kApacheProxyFcgi, kSharedHostingCgi, kNginx}) {
    const Site site(with_own_front_page(setup));
    BOOST_TEST_CONTEXT(setup.name) {
      BOOST_TEST(open(site, "/index.html").body == kOwn);
      BOOST_TEST(!is_front_page(open(site, "/")));
      BOOST_TEST(open(site, "/sign-up").status == 200);
    }
  }
}

// The default of mail.caught_page, and the refusal of a setting that would show mails to all.
BOOST_AUTO_TEST_CASE(caught_mails_are_shown_only_where_that_was_wanted_and_is_safe) {
  const auto setup = with_whole_host(kNginx);
  BOOST_TEST(open(Site(setup, {{"public_url", "\"{url}\""}}), "/mails").status == 404);
  Site site(setup, {{"public_url", "\"{url}\""}, {"mail.caught_page", "true"}});
  BOOST_TEST(open(site, "/mails").status == 200);
  const auto there = [&](const std::string& header) {
    return site.client().send({"GET", "/mails", {header}}).status;
  };
  BOOST_TEST(there("Accept: */*") == 200);
  BOOST_TEST(there("Host: accounts.example.org") == 404);
  for (const std::string header :
       {"X-Forwarded-For: 127.0.0.1", "Via: 1.1 proxy", "X-Real-IP: 127.0.0.1",
        "X-Forwarded-Host: localhost", "Forwarded: for=127.0.0.1", "CDN-Loop: cache"}) {
    BOOST_TEST(there(header) == 404, header);
  }
  site.daemon().stop();
  const auto settings = read_file(site.scratch().at("doorward.toml"));
  site.scratch().write("doorward.toml", settings + "mail.server = \"mail.example.org\"\n");
  BOOST_TEST(site.command({"serve"}) != 0);
  BOOST_TEST(site.command({"check"}) != 0);
}

BOOST_AUTO_TEST_SUITE_END()
