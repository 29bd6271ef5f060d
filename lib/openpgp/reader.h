#pragma once

#include <cstdint>
#include <string_view>

namespace openpgp {

/// Takes bytes and big-endian numbers from the front of a text. Once there was too little, it is no
/// longer fine() and returns nothing more.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    for (const char byte : take(size)) value = (value << 8) | static_cast<unsigned char>(byte);
    return value;
  }

  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) {
      refuse();
      return {};
    }
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  void refuse() {
    fine_ = false;
    rest_ = {};
  }
  bool fine() const { return fine_; }
  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  bool fine_ = true;
};

}  // namespace openpgp
