#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "base/waiting.h"

namespace crypto {

/// Bounds how many on this host do the same costly work at the same moment (hash a password, read
/// an OpenPGP key). A slot is a locked byte of a file: the kernel gives it back when its holder
/// dies, and it works for the threads of the hasher, for processes of a web server and for CGI
/// alike.
class HashSlots {
 public:
  /// Makes the file when it is not there (mode 0600). `count` of at least 1; `wait`: how long to
  /// wait for a free slot. Throws base::Error (internal) when the file cannot be opened.
  HashSlots(std::string path, int count, std::chrono::milliseconds wait);

  /// Holds a slot while it lives. Each one opens the file itself, so slots taken before and after a
  /// fork, and those of several threads, exclude each other like any others.
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

  /// Whoever finds none looks again every few milliseconds, in no order. Throws base::Error
  /// (unavailable, retry in a second) when none comes free in time or descriptors run short, and
  /// (internal) when the file cannot be opened.
  [[nodiscard]] Slot take(base::Waiting& waiting = base::in_place());

 private:
  bool lock_any(int file) const;

  std::string path_;
  int count_;
  std::chrono::milliseconds wait_;
};

}  // namespace crypto
