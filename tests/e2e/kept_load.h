#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "support/site.h"

/// Writes a template of doorward's pages that makes one answer some hundred KiB.
void write_large_page(const Scratch& templates);

/// Clients that ask a site, each as often as it can, for things of which each has an answer that is
/// nobody else's: pages that show again what was sent, bodies and answers of a few bytes up to
/// hundreds of KiB, HEAD, paths that lead nowhere, bodies that are refused. The site has
/// write_large_page() among its templates. They change nothing.
class ManyClients {
 public:
  ManyClients(const std::string& url, int clients);
  ~ManyClients();
  ManyClients(const ManyClients&) = delete;
  ManyClients& operator=(const ManyClients&) = delete;

  /// Waits for so many more answers, which shows that the site goes on working.
  void wait_for(long answers) const;

  /// Ends it; what was wrong with each answer that was not what it should have been.
  std::vector<std::string> faults();

  /// Ends it; fails the test when something was wrong.
  void expect_no_faults();

 private:
  void work(const std::string& url, const std::string& name, std::vector<std::string>& faults);

  std::atomic<bool> stop_ = false;
  std::atomic<long> answers_ = 0;
  std::vector<std::vector<std::string>> faults_;
  std::vector<std::thread> threads_;
};
