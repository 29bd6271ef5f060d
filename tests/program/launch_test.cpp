#include <signal.h>

#include <boost/test/unit_test.hpp>

#include "program/program.h"
#include "support/places.h"

namespace {

constexpr auto kRegister =
    "printf '{\"username\":\"eva\",\"password\":\"correct horse\",\"email\":\"eva@example.org\"}' "
    "> body; ";

std::string cgi(const std::string& method, const std::string& path) {
  return "env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=" + method + " REQUEST_URI=" + path +
         " SCRIPT_NAME=" + path +
         " SERVER_PROTOCOL=HTTP/1.1 REMOTE_ADDR=192.0.2.1 CONTENT_TYPE=application/json "
         "CONTENT_LENGTH=$(wc -c <body) $0 <body";
}

std::size_t mails_in(const std::string& directory) {
  std::error_code none;
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory, none)) {
    found += entry.path().extension() == ".eml" ? 1 : 0;
  }
  return found;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(launching, Program)

BOOST_AUTO_TEST_CASE(as_cgi_it_answers_the_one_request) {
  const auto ran = run_shell(": >body; " + cgi("GET", "/health") + " 2>log");
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(says(ran, "Status: 200"));
  BOOST_TEST(says(ran, "\"status\":\"ok\""));
}

BOOST_AUTO_TEST_CASE(icu_is_loaded_for_a_name_beyond_ascii_alone_and_missed_in_words) {
  const auto make = [this](const std::string& name, const std::string& before) {
    return run_shell("printf '{\"user\":\"" + name + "\",\"pass\":\"pass word\"}' >body; " +
                     before + cgi("POST", "/user") + " 2>log; cat log");
  };
  const std::string told = "export LD_DEBUG=files; ";
  const auto plain = make("ada", told);
  BOOST_TEST(says(plain, "Status: 201"));
  BOOST_TEST(!says(plain, "libicu"));
  const auto other = make("J\u00fcrgen", told);
  BOOST_TEST(says(other, "Status: 201"));
  BOOST_TEST(says(other, "libicuuc"));
  scratch.write("libicuuc.so.72", "");  // no library
  const auto missing = make("J\u00f6rg", "export LD_LIBRARY_PATH=$PWD; ");
  BOOST_TEST(says(missing, "Status: 400"));
  BOOST_TEST(says(missing, "the library ICU"));
  BOOST_TEST(says(make("bob", "export LD_LIBRARY_PATH=$PWD; "), "Status: 201"));
}

BOOST_AUTO_TEST_CASE(as_cgi_it_delivers_what_it_has_queued_after_the_answer) {
  const auto ran = run_shell(kRegister + cgi("POST", "/account/register") + " 2>log");
  BOOST_TEST(says(ran, "Status: 200"));
  BOOST_TEST(eventually([&] { return mails_in(scratch.at("doorward/mail")) == 1; }));
}

BOOST_AUTO_TEST_CASE(as_cgi_a_slow_mail_server_keeps_the_web_server_waiting_for_nothing) {
  environment["DOORWARD_MAIL_SERVER"] = "192.0.2.1";  // TEST-NET-1: answers nobody
  environment["DOORWARD_MAIL_TIMEOUT"] = "20";
  environment["DOORWARD_PUBLIC_URL"] = "https://example.org";
  const auto begin = std::chrono::steady_clock::now();
  // `cat` ends when nobody holds the descriptor of the answer any more.
  const auto ran = run_shell(kRegister + cgi("POST", "/account/register") + " 2>log | cat");
  BOOST_TEST(says(ran, "Status: 200"));
  BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(5)));
}

BOOST_AUTO_TEST_CASE(as_cgi_a_faulty_configuration_goes_to_the_error_log_and_is_no_answer) {
  scratch.write("doorward.toml", "nonsense");
  const auto ran = run_shell(": >body; " + cgi("GET", "/health") + " 2>log");
  BOOST_TEST(ran.code == 78);
  BOOST_TEST(ran.output.empty());
  BOOST_TEST(read_file(scratch.at("log")).find("doorward.toml:1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(with_a_socket_on_descriptor_0_it_is_one_worker_until_term) {
  Process spawned(
      {.arguments = {"spawn-fcgi", "-n", "-s", scratch.at("spawned.sock"), "--", program_path()},
       .directory = scratch.path().string(),
       .log = scratch.at("daemon.log"),
       .as_nobody = false});
  BOOST_REQUIRE(eventually(
      [&] { return get("/health", "spawned.sock").find("Status: 200") != std::string::npos; }));
  BOOST_TEST(spawned.children().empty());
  BOOST_TEST(spawned.stop().value_or(-1) == 0);
}

BOOST_AUTO_TEST_CASE(the_configuration_is_found_beside_the_program_and_one_directory_above) {
  scratch.make_directory("home");
  scratch.make_directory("home/cgi-bin");
  scratch.make_directory("elsewhere");
  std::filesystem::copy_file(program_path(), scratch.at("home/cgi-bin/dw"));
  const auto routes = "cd elsewhere && ../home/cgi-bin/dw routes";
  scratch.write("home/doorward.toml", "[account]\nmount = [\"/above\"]\n");
  BOOST_TEST(says(run_shell(routes), "/above"));
  scratch.write("home/cgi-bin/doorward.toml", "[account]\nmount = [\"/beside\"]\n");
  BOOST_TEST(says(run_shell(routes), "/beside"));
  scratch.write("elsewhere/doorward.toml", "[account]\nmount = [\"/here\"]\n");
  BOOST_TEST(says(run_shell(routes), "/here"));
}

BOOST_AUTO_TEST_SUITE_END()
