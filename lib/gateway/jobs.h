#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/arrival.h"
#include "gateway/exchange.h"
#include "gateway/fiber.h"

namespace gateway {

/// A request that has begun, on a stack of its own.
struct Job {
  explicit Job(const std::function<void(Job&)>& work) : fiber([this, work] { work(*this); }) {}

  Fiber fiber;
  int connection = -1;
  const Arrival* arrival = nullptr;  ///< until the service is called
  std::string answer;
  After after = After::close;
};

/// The jobs of a worker. A few are kept for later requests, so that the next one costs little.
class Jobs {
 public:
  /// `work` is what each of them does.
  Jobs(std::size_t most, std::function<void(Job&)> work) : most_(most), work_(std::move(work)) {}

  bool full() const { return busy_ >= most_; }
  bool none() const { return busy_ == 0; }

  Job& take();
  void give_back(Job& job);

 private:
  std::size_t most_;
  std::function<void(Job&)> work_;
  std::size_t busy_ = 0;
  std::vector<std::unique_ptr<Job>> free_;
};

}  // namespace gateway
