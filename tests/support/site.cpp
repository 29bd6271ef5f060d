#include "support/site.h"

#include <boost/test/results_collector.hpp>
#include <boost/test/unit_test.hpp>
#include <iostream>
#include <stdexcept>

#include "support/mails.h"
#include "support/places.h"
#include "support/poll.h"

namespace {

namespace fs = std::filesystem;

bool test_has_failed() {
  namespace ut = boost::unit_test;
  const auto current = ut::framework::current_test_case_id();
  return std::uncaught_exceptions() > 0 || !ut::results_collector.results(current).passed();
}

std::string toml_of(Site::Settings settings) {
  std::string text;
  for (const auto& [key, value] : settings) text += key + " = " + value + "\n";
  return text;
}

/// With the site's own address wherever "{url}" stands.
std::string with_url(std::string text, const std::string& url) {
  constexpr std::string_view place = "{url}";
  for (auto at = text.find(place); at != text.npos; at = text.find(place, at)) {
    text.replace(at, place.size(), url);
  }
  return text;
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

Site::Settings defaults(const Scratch& scratch) {
  return {{"directory", quoted(scratch.at("data"))},
          {"public_url", quoted("https://accounts.example.org")},
          {"server.listen", quoted("unix:" + scratch.at("doorward.sock"))},
          {"server.workers", "3"},
          {"log.target", quoted(scratch.at("doorward.log"))},
          {"database.url", quoted("sqlite:" + scratch.at("data/doorward.db"))},
          {"oauth.id_token_algorithm", quoted("ES256")},  // keys of RSA take seconds to make
          {"passwords.memory_kib", "1024"},
          {"passwords.passes", "1"}};
}

/// The program in a place that nobody may read, wherever it was built.
void install_program(const Scratch& scratch) {
  scratch.make_directory("bin");
  fs::copy_file(program_path(), scratch.at("bin/doorward"));
}

}  // namespace

Site::Site(const Setup& setup, const Settings& settings) : has_daemon_(setup.daemon) {
  for (const auto* name : {"www", "run", "data"}) scratch_.make_directory(name);
  install_program(scratch_);
  auto all = defaults(scratch_);
  for (const auto& [key, value] : settings) all[key] = value;
  for (int attempt = 0; attempt < 3; ++attempt) {  // somebody else may take the port first
    const int port = free_port();
    url_ = "http://127.0.0.1:" + std::to_string(port);
    scratch_.write("doorward.toml", with_url(toml_of(all), url_));
    const bool may_be_server =
        settings.contains("database.url") || settings.contains("usage.database");
    if (attempt == 0 && may_be_server) command({"migrate"});
    if (has_daemon_) start_daemon();
    if (start_web_server(setup, port)) return;
  }
  print_logs();
  throw std::runtime_error(setup.name + " does not answer");
}

Site::~Site() {
  web_server_.reset();
  daemon_.reset();
  if (test_has_failed()) print_logs();
}

void Site::start_daemon() {
  daemon_.reset();
  daemon_ = std::make_unique<Process>(Command{{scratch_.at("bin/doorward"), "serve"},
                                              {{"DOORWARD_CONFIG", scratch_.at("doorward.toml")}},
                                              scratch_.path(),
                                              scratch_.at("output.log")});
}

bool Site::start_web_server(const Setup& setup, int port) {
  auto command = setup.web_server(scratch_, port);
  command.directory = scratch_.path();
  command.log = scratch_.at("web.log");
  web_server_.reset();
  web_server_ = std::make_unique<Process>(command);
  auto asking = client();
  return eventually([&] { return !web_server_->running() || asking.get("/health").status == 200; },
                    std::chrono::seconds(15)) &&
         web_server_->running();
}

int Site::command(const std::vector<std::string>& arguments) const {
  std::vector<std::string> whole{scratch_.at("bin/doorward")};
  whole.insert(whole.end(), arguments.begin(), arguments.end());
  return run({whole,
              {{"DOORWARD_CONFIG", scratch_.at("doorward.toml")}},
              scratch_.path(),
              scratch_.at("output.log")});
}

std::string Site::mailed_token(const std::string& recipient) const {
  std::string token;
  eventually([&] {
    if (!has_daemon_) command({"courier", "--once"});
    const auto mails = mails_in(scratch_.at("data/mail"), recipient);
    if (!mails.empty()) token = token_in(mails.back());
    return !token.empty();
  });
  return token;
}

std::size_t Site::mails_to(const std::string& recipient) const {
  return mails_in(scratch_.at("data/mail"), recipient).size();
}

void Site::print_logs() const {
  for (const auto* name : {"doorward.log", "output.log", "web.log"}) {
    std::cerr << "--- " << name << "\n" << read_file(scratch_.at(name));
  }
}
