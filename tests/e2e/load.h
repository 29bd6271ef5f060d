#pragma once

#include <atomic>
#include <map>
#include <thread>
#include <vector>

#include "support/site.h"

/// Clients that ask a site the same again and again, one answer after the other, until they are
/// told to stop.
class Load {
 public:
  Load(const Site& site, int clients, const HttpClient::Ask& ask);
  ~Load();

  long answers() const { return answers_; }
  /// Waits for so many more answers, which shows that the site goes on working.
  void wait_for(long answers) const;

  /// Ends the load; how often each status other than 200 was seen.
  std::map<int, int> failures();

 private:
  void work(const Site& site, const HttpClient::Ask& ask, std::map<int, int>& failures);

  std::atomic<bool> stop_ = false;
  std::atomic<long> answers_ = 0;
  std::vector<std::map<int, int>> failures_;
  std::vector<std::thread> threads_;
};
