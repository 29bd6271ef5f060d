#pragma once

#include <chrono>
#include <functional>
#include <limits>
#include <string>
#include <utility>

namespace crypto {

/// Bounds how many processes of this host do the same costly work at the same moment (hash a
/// password, read an OpenPGP key), and how many wait for their turn, so that a flood of either
/// leaves processes free for everything else. A slot is a locked byte of a file: the kernel gives
/// it back when its holder dies, and it works for pre-forked workers, processes of a web server and
/// CGI alike.
class HashSlots {
 public:
  /// Makes the file when it is not there (mode 0600). `count` of at least 1; `wait`: how long to
  /// wait for a free slot; `most_waiting`: how many processes may wait at the same time. Throws
  /// base::Error (internal) when the file cannot be opened.
  HashSlots(std::string path, int count, std::chrono::milliseconds wait,
            int most_waiting = std::numeric_limits<int>::max());

  /// Holds a slot while it lives. Each one opens the file itself, so slots taken before and after a
  /// fork exclude each other like any others.
  class Slot {
   public:
    explicit Slot(int file) : file_(file) {}
    ~Slot();
    Slot(Slot&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    Slot& operator=(Slot&&) = delete;
    int file() const { return file_; }

   private:
    int file_;
  };

  /// Sets a function that each take() calls once it has a slot or is about to wait for one.
  void before_work(std::function<void()> work) { before_work_ = std::move(work); }

  /// Throws base::Error (unavailable, retry in a second) when none comes free in time, too many
  /// wait already, or descriptors run short, and (internal) when the file cannot be opened.
  [[nodiscard]] Slot take();

 private:
  std::string path_;
  int count_;
  std::chrono::milliseconds wait_;
  int most_waiting_;
  std::function<void()> before_work_ = [] {};
};

}  // namespace crypto
