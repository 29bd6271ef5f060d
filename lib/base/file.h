#pragma once

#include <unistd.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace base {

/// Owns a file descriptor and closes it when destroyed, unless it was released. Negative: none.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

/// Writes all bytes, however often a signal interrupts it. False on failure, with errno set.
bool write_all(int file, std::string_view bytes);

/// Reads the rest of a file, up to `at_most` bytes. Nothing on failure, with errno set. The text is
/// never moved in memory, so a caller who wipes it has wiped the only copy.
std::optional<std::string> read_all(int file, std::size_t at_most);

/// The same for a file named by its path.
std::optional<std::string> read_file(const std::string& path, std::size_t at_most);

}  // namespace base
