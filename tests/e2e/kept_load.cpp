#include "e2e/kept_load.h"

#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "support/browser.h"
#include "support/poll.h"

namespace {

constexpr std::size_t kLongName = 6'000;
constexpr int kTimesShown = 50;
constexpr std::size_t kLargeForm = 60'000;
constexpr std::size_t kAboveTheBound = 120 * 1024 + 1;

/// A request, and what its answer must be.
struct Errand {
  HttpClient::Ask ask;
  int status;
  std::string own_part = {};  ///< of the body
  std::size_t least_size = 0;
};

HttpClient::Ask form(const std::string& path, const Browser::Fields& fields) {
  return {"POST", path, {"Content-Type: application/x-www-form-urlencoded"}, form_text(fields)};
}

std::vector<Errand> errands_of(const std::string& tag) {
  const auto shown = "value=\"" + tag + '"';
  return {{{"GET", "/sign-in?redirectTo=/" + tag}, 200, "redirectTo=%2F" + tag + '"'},
          {form("/password/forgotten", {{"email", tag}}), 400, shown},
          {{"GET", "/account/" + tag}, 404},
          {form("/sign-up", {{"username", tag + std::string(kLongName, 'x')}}), 400,
           "value=\"" + tag + "xxx", kTimesShown * kLongName},
          {{"HEAD", "/sign-in"}, 200},
          {form("/password/forgotten", {{"x", std::string(kLargeForm, 'x')}, {"email", tag}}), 400,
           shown},
          {{"POST",
            "/account/register",
            {"Content-Type: application/json"},
            std::string(kAboveTheBound, ' ')},
           413},
          {{"GET", "/account/tokens"}, 401}};
}

/// What is wrong with the answer; empty when nothing is.
std::string fault_of(const Errand& errand, const Answer& answer) {
  const auto begins = errand.ask.method + " " + errand.ask.path + ": ";
  if (answer.status != errand.status) return begins + std::to_string(answer.status);
  if (errand.ask.method == "HEAD") {
    return answer.body.empty() ? std::string{} : begins + "with a body";
  }
  if (answer.body.size() < errand.least_size) return begins + "not whole";
  if (answer.body.find(errand.own_part) == std::string::npos) return begins + "somebody else's";
  return {};
}

}  // namespace

void write_large_page(const Scratch& templates) {
  templates.make_directory("en");
  std::string page = "<title>-</title>\n";
  for (int i = 0; i < kTimesShown; ++i) page += "<input value=\"{{username}}\">\n";
  templates.write("en/page-sign-up.html", page);
}

ManyClients::ManyClients(const std::string& url, int clients)
    : faults_(static_cast<std::size_t>(clients)) {
  for (auto& faults : faults_) {
    const auto name = "c" + std::to_string(threads_.size());
    threads_.emplace_back([this, url, name, &faults] { work(url, name, faults); });
  }
}

ManyClients::~ManyClients() { faults(); }

void ManyClients::work(const std::string& url, const std::string& name,
                       std::vector<std::string>& faults) {
  HttpClient client(url);
  for (long round = 0; !stop_; ++round) {
    for (const auto& errand : errands_of(name + "r" + std::to_string(round))) {
      if (stop_) return;
      auto fault = fault_of(errand, client.send(errand.ask));
      if (!fault.empty()) faults.push_back(std::move(fault));
      ++answers_;
    }
  }
}

void ManyClients::wait_for(long answers) const {
  const auto goal = answers_ + answers;
  if (!eventually([&] { return answers_ >= goal; }, std::chrono::seconds(60))) {
    throw std::runtime_error("the site has stopped answering");
  }
}

std::vector<std::string> ManyClients::faults() {
  stop_ = true;
  for (auto& thread : threads_) thread.join();
  threads_.clear();
  std::vector<std::string> all;
  for (const auto& faults : faults_) all.insert(all.end(), faults.begin(), faults.end());
  return all;
}

void ManyClients::expect_no_faults() {
  for (const auto& fault : faults()) BOOST_TEST(fault == "");
}
