#include "courier/mail_token.h"

#include <boost/test/unit_test.hpp>

#include "base/error.h"
#include "support/poll.h"
#include "support/process.h"
#include "support/refusals.h"
#include "support/temp_directory.h"

namespace {

using base::ErrorCode;
using courier::MailToken;

constexpr auto kScript = R"(
import http.server, sys

class Endpoint(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open("asked", "a") as asked:
            print(self.headers["Content-Type"], form, file=asked)
        status, body = open("answer").read().split("\n", 1)
        self.send_response(int(status))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Endpoint)
print("port", server.server_port, flush=True)
server.serve_forever()
)";

/// A token endpoint on 127.0.0.1 that answers what the test says and keeps what it is asked.
struct Endpoint {
  Endpoint()
      : process(Command{.arguments = {"/bin/sh", "-c",
                                      "cd '" + directory.path() + "' && exec /usr/bin/python3 " +
                                          directory.write("endpoint.py", kScript)},
                        .log = directory.file("log"),
                        .as_nobody = false}) {
    BOOST_REQUIRE(eventually([&] { return log().ends_with('\n'); }));
  }
  std::string log() const { return TempDirectory::read(directory.file("log")); }
  std::string asked() const { return TempDirectory::read(directory.file("asked")); }
  void answer(int status, const std::string& body) const {
    directory.write("answer", std::to_string(status) + "\n" + body);
  }
  MailToken::Settings settings() const {
    const auto port = log().substr(5, log().size() - 6);
    return {.url = "http://127.0.0.1:" + port + "/token",
            .client_id = "door&ward",
            .client_secret = "s3cret",
            .timeout = std::chrono::seconds(10)};
  }

  TempDirectory directory;
  Process process;
};

constexpr auto kForm = "application/x-www-form-urlencoded ";

}  // namespace

BOOST_AUTO_TEST_SUITE(mail_token)

BOOST_AUTO_TEST_CASE(a_client_asks_for_itself_once_as_long_as_the_token_lives) {
  const Endpoint endpoint;
  endpoint.answer(200, R"({"access_token":"eyJ.first","token_type":"Bearer","expires_in":3599})");
  auto settings = endpoint.settings();
  settings.scope = "https://outlook.office365.com/.default";
  MailToken token(settings);
  for (int i = 0; i < 3; ++i) BOOST_TEST(token.get() == "eyJ.first");
  BOOST_TEST(endpoint.asked() ==
             kForm +
                 std::string("grant_type=client_credentials&client_id=door%26ward&client_secret="
                             "s3cret&scope=https%3A%2F%2Foutlook.office365.com%2F.default\n"));
}

BOOST_AUTO_TEST_CASE(with_a_refresh_token_it_asks_by_that) {
  const Endpoint endpoint;
  endpoint.answer(200, R"({"access_token":"ya29.first","expires_in":3599})");
  auto settings = endpoint.settings();
  settings.refresh_token = "1//0g";
  BOOST_TEST(MailToken(settings).get() == "ya29.first");
  BOOST_TEST(endpoint.asked() ==
             kForm + std::string("grant_type=refresh_token&client_id=door%26ward"
                                 "&client_secret=s3cret&refresh_token=1%2F%2F0g"
                                 "\n"));
}

BOOST_AUTO_TEST_CASE(one_that_is_about_to_expire_or_was_refused_is_asked_for_anew) {
  const Endpoint endpoint;
  endpoint.answer(200, R"({"access_token":"first","expires_in":30})");
  MailToken token(endpoint.settings());
  BOOST_TEST(token.get() == "first");
  endpoint.answer(200, R"({"access_token":"second","expires_in":3600})");
  BOOST_TEST(token.get() == "second");
  endpoint.answer(200, R"({"access_token":"third"})");
  BOOST_TEST(token.get() == "second");
  token.forget();
  BOOST_TEST(token.get() == "third");
}

BOOST_AUTO_TEST_CASE(a_refusal_is_for_the_operator_and_an_outage_passes) {
  const Endpoint endpoint;
  struct Row {
    int status;
    const char* body;
    ErrorCode code;
    const char* words;
  };
  const Row rows[] = {
      {400, R"({"error":"invalid_grant","error_description":"s3cret"})",
       ErrorCode::invalid_argument,
       "No token for the mail server: mail.token_url answers 400 invalid_grant"},
      {401, "no", ErrorCode::invalid_argument,
       "No token for the mail server: mail.token_url answers 401"},
      {302, "", ErrorCode::invalid_argument,
       "No token for the mail server: mail.token_url answers 302"},
      {200, "<html>", ErrorCode::invalid_argument,
       "What mail.token_url answers has no access token."},
      {200, R"({"access_token":"a\r\nb"})", ErrorCode::invalid_argument,
       "What mail.token_url answers has no access token."},
      {503, "", ErrorCode::unavailable, "No token for the mail server: mail.token_url answers 503"},
      {429, "", ErrorCode::unavailable, "No token for the mail server: mail.token_url answers 429"},
  };
  for (const auto& row : rows) {
    endpoint.answer(row.status, row.body);
    const auto error = refusal_of([&] { MailToken(endpoint.settings()).get(); });
    BOOST_REQUIRE(error);
    BOOST_TEST((error->code() == row.code), row.body);
    BOOST_TEST(error->public_text() == row.words);
  }
  const auto down = refusal_of([] { MailToken({.url = "http://127.0.0.1:1/"}).get(); });
  BOOST_TEST((down->code() == ErrorCode::unavailable));
}

BOOST_AUTO_TEST_CASE(a_file_is_read_each_time_and_must_hold_a_token) {
  const TempDirectory directory;
  MailToken token({.file = directory.file("token")});
  BOOST_TEST((refusal_of([&] { token.get(); })->code() == ErrorCode::invalid_argument));
  for (const auto* text : {"", "\n", "two words", "a\nb"}) {
    directory.write("token", text);
    BOOST_TEST((refusal_of([&] { token.get(); })->code() == ErrorCode::invalid_argument));
  }
  directory.write("token", "first\n");
  BOOST_TEST(token.get() == "first");
  directory.write("token", "second");
  BOOST_TEST(token.get() == "second");
}

BOOST_AUTO_TEST_SUITE_END()
