#include "config/config.h"
#include "handlers/page_visitor.h"

namespace {

constexpr const char* kHere = "127.0.0.1";

/// A service whose files of mails may be seen, and one of them.
struct Caught : TempDirectory, HttpWorld {
  Caught()
      : HttpWorld([this](config::Config& config) {
          config.public_url = "http://localhost:8080";
          config.directory = path();
          config.mail.caught_page = true;
        }) {
    write("mail/1.eml",
          "To: <eva@example.com>\r\nSubject: <b>Hello</b>\r\n\r\nSee "
          "http://localhost:8080/verify?token=1&x=<i> or https://evil.example/ now\r\n");
    write("mail/2.eml", "To: <bob@example.com>\r\nSubject: Later\r\n\r\nx\r\n");
  }

  gateway::Response ask(const std::string& client = kHere, const std::string& host = "localhost",
                        const Headers& more = {{"accept", "text/html"}},
                        const std::string& recipient = "") {
    auto asked = request(gateway::Method::get, "/mails", more);
    asked.client_address = client;
    asked.host = host;
    if (!recipient.empty()) asked.query.add("to", recipient);
    return send(std::move(asked));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(page_mails, Caught)

BOOST_AUTO_TEST_CASE(a_browser_sees_them_escaped_and_only_links_of_ours_can_be_clicked) {
  const auto page = ask();
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.header("Cache-Control") == "no-store");
  BOOST_TEST(contains(page.body, "&lt;b&gt;Hello&lt;/b&gt;"));
  const std::string link = "http://localhost:8080/verify?token=1&amp;x=";
  BOOST_TEST(contains(page.body, "<a href=\"" + link + "\">" + link + "</a>&lt;i&gt; or"));
  BOOST_TEST(!contains(page.body, "href=\"https://evil"));
  BOOST_TEST(!contains(page.body, "<i>"));
  BOOST_TEST(page.body.find("Later") < page.body.find("Hello"));
}

BOOST_AUTO_TEST_CASE(a_program_reads_text_and_may_say_whose_mails) {
  const auto answer = ask(kHere, "localhost", {}, "eva@example.com");
  BOOST_TEST(answer.header("Content-Type") == "text/plain; charset=utf-8");
  BOOST_TEST(answer.body ==
             "Date: \nTo: eva@example.com\nSubject: <b>Hello</b>\n\nSee "
             "http://localhost:8080/verify?token=1&x=<i> or https://evil.example/ now\n");
  BOOST_TEST(ask(kHere, "localhost", {}, "nobody@example.com").body == "");
}

BOOST_AUTO_TEST_CASE(what_may_come_from_another_machine_finds_nothing) {
  const HttpWorld::Headers page{{"accept", "text/html"}};
  for (const auto* client : {"192.0.2.1", "10.0.0.1", "::2", ""}) {
    BOOST_TEST(ask(client).status == 404, client);
  }
  for (const auto* host : {"example.org", "localhost.example.org", "192.168.0.1", ""}) {
    BOOST_TEST(ask(kHere, host).status == 404, host);
  }
  for (const auto* header : {"forwarded",
                             "via",
                             "x-forwarded-for",
                             "x-forwarded-host",
                             "x-forwarded-proto",
                             "x-forwarded-server",
                             "x-forwarded-prefix",
                             "x-forwarded",
                             "x-real-ip",
                             "x-client-ip",
                             "x-cluster-client-ip",
                             "client-ip",
                             "true-client-ip",
                             "cf-connecting-ip",
                             "cf-ray",
                             "cdn-loop",
                             "fastly-client-ip",
                             "x-original-forwarded-for",
                             "x-original-host",
                             "x-envoy-external-address",
                             "x-amzn-trace-id",
                             "x-azure-clientip",
                             "x-varnish"}) {
    BOOST_TEST(ask(kHere, "localhost", {{header, "127.0.0.1"}}).status == 404, header);
  }
  for (const auto* host : {"localhost", "127.0.0.1", "[::1]"}) {
    BOOST_TEST(ask("::1", host).status == 200, host);
  }
  const auto refusal = ask("192.0.2.1").body;
  BOOST_TEST(!contains(refusal, "Hello"));
  auto elsewhere = request(gateway::Method::get, "/nothing", page);
  BOOST_TEST(refusal == send(elsewhere).body);
}

BOOST_AUTO_TEST_CASE(the_way_there_is_shown_where_somebody_waits_for_a_mail) {
  Visitor visitor(*this);
  BOOST_TEST(contains(visitor.open("/").body, "href=\"/mails\""));
  BOOST_TEST(contains(visitor.submit("/password/forgotten", {{"email", "a@example.org"}}).body,
                      "href=\"/mails\""));
}

BOOST_AUTO_TEST_CASE(there_is_no_such_page_unless_it_was_wanted_and_may_be) {
  const Adjust settings[] = {
      [](config::Config& config) { config.public_url = "http://localhost"; },
      [](config::Config& config) { config.mail.caught_page = true; },  // at example.org
      [](config::Config& config) {
        config.public_url = "http://localhost";
        config.mail.caught_page = true;
        config.mail.server = "mail.example.org";
      }};
  for (const auto& adjust : settings) {
    HttpWorld service(adjust);
    auto asked = request(gateway::Method::get, "/mails", {{"accept", "text/html"}});
    asked.client_address = kHere;
    asked.host = "localhost";
    BOOST_TEST(service.send(asked).status == 404);
    BOOST_TEST(!contains(Visitor(service).open("/").body, "/mails"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
