#pragma once

#include <chrono>

#include "base/clock.h"
#include "store/throttle.h"

namespace accounts {

/// A window that slides over two counted buckets: what the bucket of now holds counts whole, what
/// the one before it holds counts by the part of it that the window still covers.
class Window {
 public:
  Window(std::chrono::milliseconds length, base::Time now);

  /// The number of the bucket of now.
  long bucket() const { return bucket_; }

  /// How long until fewer than `budget` events are in the window: zero when it is so already, else
  /// from one second to the length of the window.
  std::chrono::seconds delay(const store::Recent& recent, long budget) const;

 private:
  std::chrono::milliseconds wait(const store::Recent& recent, long budget) const;

  long length_;  ///< in milliseconds
  long bucket_;
  long elapsed_;  ///< of the bucket, in milliseconds
};

}  // namespace accounts
