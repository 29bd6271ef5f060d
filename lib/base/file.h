#pragma once

#include <unistd.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace base {

/// An open file, which is closed at the end unless it is released. Negative: none.
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

/// Writes all of it, whatever signals come in between. False when that cannot be done: errno tells.
bool write_all(int file, std::string_view bytes);

/// The rest of a file, but no more than so many bytes. Nothing when it cannot be read: errno tells.
/// The text is never moved in memory, so that whoever wipes it has wiped the only copy.
std::optional<std::string> read_all(int file, std::size_t at_most);

/// The same of a file by its path.
std::optional<std::string> read_file(const std::string& path, std::size_t at_most);

}  // namespace base
