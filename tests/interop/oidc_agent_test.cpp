// oidc-agent keeps somebody's tokens on their own machine. It is sent the code at a port of
// localhost, on which it listens while somebody signs in.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <regex>

#include "e2e/people.h"
#include "support/poll.h"
#include "support/versions.h"

namespace {

/// The agent, and the programs that speak with it, in the directory "oidc" of a site.
class OidcAgent {
 public:
  explicit OidcAgent(const Site& site) : site_(site), agent_(command_in(site.scratch())) {
    if (eventually([&] { return std::filesystem::exists(at("sock")); })) return;
    throw std::runtime_error("oidc-agent: " + read_file(at("agent.log")));
  }

  Command program(std::vector<std::string> arguments, const std::string& log) const {
    return {.arguments = std::move(arguments),
            .environment = {{"HOME", at("")},
                            {"OIDC_CONFIG_DIR", at("config")},
                            {"OIDC_SOCK", at("sock")}},
            .directory = at(""),
            .log = at(log)};
  }

  /// An access token of the account "ada", as oidc-token prints it.
  std::string token(std::vector<std::string> options = {}) const {
    site_.scratch().write("oidc/token", "");
    options.insert(options.begin(), "oidc-token");
    options.emplace_back("ada");
    BOOST_TEST(run(program(options, "token")) == 0);
    auto text = read_file(at("token"));
    return text.substr(0, text.find('\n'));
  }

  std::string at(const std::string& name) const { return site_.scratch().at("oidc/" + name); }

 private:
  Command command_in(const Scratch& scratch) const {
    scratch.make_directory("oidc");
    scratch.make_directory("oidc/config");
    scratch.write("oidc/password", "of the agent's files\n");
    return program({"oidc-agent", "--console", "--socket-path=" + at("sock")}, "agent.log");
  }

  const Site& site_;
  Process agent_;
};

/// The address that oidc-gen asks for to be opened in a browser.
std::string address_in(const std::string& log) {
  std::string address;
  eventually([&] {
    std::smatch found;
    const auto text = read_file(log);
    const std::regex pattern("https?://\\S+/oauth2/authorize\\?\\S+");
    if (std::regex_search(text, found, pattern)) address = found[0];
    return !address.empty();
  });
  BOOST_REQUIRE_MESSAGE(!address.empty(), read_file(log));
  return address;
}

/// Signs in and allows it, and goes where the browser is sent.
void go_back(const Site& site, const Person& person, const std::string& address) {
  Browser browser(site.url());
  const auto sign_in = browser.visit(address.substr(site.url().size()));
  const auto consent = browser.arrive(
      browser.press(sign_in, {{"username", person.username}, {"password", person.password}}));
  const auto sent = browser.press(consent, {{"accept", "yes"}});
  const std::string location(sent.header("location"));
  const auto query = location.find('?');
  BOOST_REQUIRE_MESSAGE(query != location.npos, consent.body + location);
  HttpClient agent(location.substr(0, query));
  BOOST_TEST(agent.get("/" + location.substr(query)).status / 100 == 2);
}

/// The agent takes none of those that are for passing use alone.
int registered_port() {
  constexpr int last = 49151;
  int port = free_port();
  while (port > last) port = free_port();
  return port;
}

bool opens(const Site& site, const std::string& token) {
  return member(site.client().with_token("GET", "/userinfo", token), "email") == "ada@example.org";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(oidc_agent)

BOOST_AUTO_TEST_CASE(makes_an_account_by_a_code_and_gets_new_tokens_for_it) {
  tell_versions({"oidc-agent-cli"});
  const Site site(kNginx, {{"public_url", "\"{url}\""}});
  const auto ada = register_person(site, "ada");
  const auto back = "http://localhost:" + std::to_string(registered_port());
  const auto client = add_client(site.scratch(), {"--name", "oidc-agent", "--redirect-uri", back});
  const OidcAgent agent(site);
  Process generator(agent.program(
      {"oidc-gen", "--issuer=" + site.url(), "--client-id=" + client.id,
       "--client-secret=" + client.secret, "--redirect-uri=" + back, "--flow=code",
       "--scope=openid profile email offline_access", "--no-url-call", "--no-scheme",
       "--prompt=none", "--confirm-default", "--pw-file=" + agent.at("password"), "ada"},
      "gen.log"));
  go_back(site, ada, address_in(agent.at("gen.log")));
  BOOST_TEST(generator.wait().value_or(-1) == 0, read_file(agent.at("gen.log")));
  const auto first = agent.token();
  BOOST_TEST(opens(site, first), first);
  const auto second = agent.token({"--force-new"});
  BOOST_TEST(second != first);
  BOOST_TEST(opens(site, second), second);
}

BOOST_AUTO_TEST_SUITE_END()
