#include "gateway/fiber.h"

#include <cxxabi.h>

#include <array>
#include <cstring>
#include <utility>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

namespace gateway {
namespace {

constexpr std::size_t kStack = 1024UL * 1024;  // of addresses; memory comes as it is touched

/// The exceptions that are being handled and thrown: two words of each thread (Itanium C++ ABI,
/// section 2.2.2), which have to go with the stack.
class Exceptions {
 public:
  Exceptions() { std::memcpy(words_.data(), abi::__cxa_get_globals(), sizeof words_); }
  ~Exceptions() { std::memcpy(abi::__cxa_get_globals(), words_.data(), sizeof words_); }
  Exceptions(const Exceptions&) = delete;
  Exceptions& operator=(const Exceptions&) = delete;

  static void clear() { std::memset(abi::__cxa_get_globals(), 0, sizeof words_); }

 private:
  std::array<void*, 2> words_{};
};

#ifdef __SANITIZE_ADDRESS__
void start_switch(void** fake, const void* bottom, std::size_t size) {
  __sanitizer_start_switch_fiber(fake, bottom, size);
}
void finish_switch(void* fake, const void** bottom, std::size_t* size) {
  __sanitizer_finish_switch_fiber(fake, bottom, size);
}
#else
void start_switch(void** /*fake*/, const void* /*bottom*/, std::size_t /*size*/) {}
void finish_switch(void* /*fake*/, const void** /*bottom*/, std::size_t* /*size*/) {}
#endif

}  // namespace

Fiber::Fiber(std::function<void()> work)
    : allocator_(kStack), stack_(allocator_.allocate()), work_(std::move(work)) {
  inside_ =
      Context(std::allocator_arg, boost::context::preallocated(stack_.sp, stack_.size, stack_),
              allocator_, [this](Context&& outside) {
                outside_ = std::move(outside);
                loop();
                return std::move(outside_);
              });
}

/// The function returns, which frees the stack.
Fiber::~Fiber() {
  ending_ = true;
  switch_over();
}

bool Fiber::run() {
  under_way_ = true;
  switch_over();
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
  return !under_way_;
}

void Fiber::put_aside() { switch_back(); }

void Fiber::loop() {
  finish_switch(nullptr, &outer_bottom_, &outer_size_);
  while (!ending_) {
    try {
      work_();
    } catch (...) {
      error_ = std::current_exception();
    }
    under_way_ = false;
    switch_back();
  }
  start_switch(nullptr, outer_bottom_, outer_size_);
}

void Fiber::switch_over() {
  const Exceptions callers;
  Exceptions::clear();
  start_switch(&outer_fake_stack_, static_cast<char*>(stack_.sp) - stack_.size, stack_.size);
  inside_ = std::move(inside_).resume();
  finish_switch(outer_fake_stack_, nullptr, nullptr);
}

void Fiber::switch_back() {
  const Exceptions own;
  start_switch(&own_fake_stack_, outer_bottom_, outer_size_);
  outside_ = std::move(outside_).resume();
  finish_switch(own_fake_stack_, &outer_bottom_, &outer_size_);
}

}  // namespace gateway
