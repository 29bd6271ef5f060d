#include "gateway/jobs.h"

namespace gateway {
namespace {

constexpr std::size_t kKept = 16;
constexpr std::size_t kUsualAnswer = 64 * 1024;

}  // namespace

Job& Jobs::take() {
  auto job = free_.empty() ? std::make_unique<Job>(work_) : std::move(free_.back());
  if (!free_.empty()) free_.pop_back();
  ++busy_;
  return *job.release();
}

void Jobs::give_back(Job& job) {
  std::unique_ptr<Job> owned(&job);
  --busy_;
  if (free_.size() >= kKept) return;
  owned->answer.clear();
  if (owned->answer.capacity() > kUsualAnswer) owned->answer.shrink_to_fit();
  free_.push_back(std::move(owned));
}

}  // namespace gateway
