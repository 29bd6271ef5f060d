#include "e2e/load.h"

#include <stdexcept>

#include "support/poll.h"

Load::Load(const Site& site, int clients, const HttpClient::Ask& ask)
    : failures_(static_cast<std::size_t>(clients)) {
  for (auto& failures : failures_) {
    threads_.emplace_back([this, &site, ask, &failures] { work(site, ask, failures); });
  }
}

Load::~Load() { failures(); }

void Load::work(const Site& site, const HttpClient::Ask& ask, std::map<int, int>& failures) {
  auto client = site.client();
  while (!stop_) {
    const auto status = client.send(ask).status;
    if (status != 200) ++failures[status];
    ++answers_;
  }
}

void Load::wait_for(long answers) const {
  const auto goal = answers_ + answers;
  if (!eventually([&] { return answers_ >= goal; })) {
    throw std::runtime_error("the site has stopped answering");
  }
}

std::map<int, int> Load::failures() {
  stop_ = true;
  for (auto& thread : threads_) thread.join();
  threads_.clear();
  std::map<int, int> all;
  for (const auto& failures : failures_) {
    for (const auto& [status, count] : failures) all[status] += count;
  }
  return all;
}
