#include "base/file.h"

#include <fcntl.h>

#include <cerrno>

namespace base {

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::optional<std::string> read_all(int file, std::size_t at_most) {
  std::optional<std::string> text(std::in_place, at_most, '\0');
  std::size_t size = 0;
  while (size < at_most) {
    const auto got = ::read(file, text->data() + size, at_most - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  text->resize(size);
  return text;
}

std::optional<std::string> read_file(const std::string& path, std::size_t at_most) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return file.get() < 0 ? std::nullopt : read_all(file.get(), at_most);
}

}  // namespace base
