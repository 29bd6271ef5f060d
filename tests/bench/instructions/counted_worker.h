#pragma once

#include <functional>
#include <string>

#include "gateway/fastcgi_client.h"
#include "support/process.h"
#include "support/scratch.h"

/// One worker of doorward under callgrind, which counts every instruction outside the kernel. It
/// does not depend on what else the machine does.
class CountedWorker {
 public:
  /// `directory` has bin/doorward and doorward.toml. Throws std::runtime_error, with what it said,
  /// when it does not answer.
  explicit CountedWorker(const Scratch& directory);

  fcgi::Client connect() const { return fcgi::Client(directory_.at("worker.sock")); }

  /// Instructions of one request: so many requests and twice as many are counted, and the
  /// difference is that of so many, without what comes before, behind and between.
  using Requests = std::function<void(int count)>;
  long cost_of(const Requests& requests);

  /// What callgrind wrote about the last of them, for callgrind_annotate.
  std::string last_profile() const { return part(parts_); }

 private:
  bool mark();
  std::string part(int number) const;

  const Scratch& directory_;
  int parts_ = 0;
  Process process_;
};
