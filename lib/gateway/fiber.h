#pragma once

#include <boost/context/fiber.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <cstddef>
#include <exception>
#include <functional>

namespace gateway {

/// A stack of its own on which work can be put aside and taken up again, in one thread. Its stack
/// ends in a page that nobody may touch, and takes memory only as it is used. What C++ knows of
/// exceptions being handled belongs to each fiber, so one may be put aside even inside a `catch`.
class Fiber {
 public:
  /// `work` is what each run() runs.
  explicit Fiber(std::function<void()> work);
  /// Work that is under way must have ended.
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  /// Begins the work, or goes on with it where it was put aside, until it ends (true) or is put
  /// aside (false). Throws what the work threw.
  bool run();

  /// Inside the work: puts it aside, until run() is called again.
  void put_aside();

 private:
  using Context = boost::context::fiber;

  void loop();
  void switch_over();
  void switch_back();

  boost::context::protected_fixedsize_stack allocator_;
  boost::context::stack_context stack_;
  Context inside_;   // while the caller runs
  Context outside_;  // while the work runs
  std::function<void()> work_;
  std::exception_ptr error_;
  bool under_way_ = false;
  bool ending_ = false;

  // For AddressSanitizer, which must know every stack.
  void* own_fake_stack_ = nullptr;
  void* outer_fake_stack_ = nullptr;
  const void* outer_bottom_ = nullptr;
  std::size_t outer_size_ = 0;
};

}  // namespace gateway
