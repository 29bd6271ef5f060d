#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/waiting.h"
#include "crypto/hashing.h"
#include "hashing/job.h"

namespace hashing {

/// Has the hasher compute, and waits as its process waits (base/waiting.h).
class ByHasher : public crypto::Hashing {
 public:
  /// `asking` is the end of a Desk; `wait` is how long a turn may take to come. Both `asking` and
  /// `waiting` must outlive it.
  ByHasher(int asking, std::chrono::milliseconds wait, base::Waiting& waiting);

  /// Throw base::Error (unavailable, retry in a second) when the turn does not come in time, when
  /// the hasher drops the job or has no memory for it, when descriptors run short, and when the
  /// hasher has ended twice amid the same job: once, another one is asked.
  std::string hash(std::string_view password, const crypto::PasswordCost& cost,
                   const crypto::Asker& asker) override;
  bool verify(std::string_view password, const std::string& stored,
              const crypto::Asker& asker) override;

 private:
  using Clock = std::chrono::steady_clock;

  std::string ask(const Job& job);
  std::string result(int own, Clock::time_point deadline);
  void send(std::string_view message, int own, int theirs, Clock::time_point deadline);

  int asking_;
  std::chrono::milliseconds wait_;
  base::Waiting& waiting_;
};

}  // namespace hashing
