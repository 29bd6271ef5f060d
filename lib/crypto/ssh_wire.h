#pragma once

#include <cstdint>
#include <string_view>

/// Reads what SSH writes (RFC 4251 section 5). Throws base::Error (invalid_argument) where the
/// bytes end too early. For the .cpp files of this folder only.
namespace crypto {

class SshReader {
 public:
  /// Views into `bytes` are given out.
  explicit SshReader(std::string_view bytes) : rest_(bytes) {}

  std::uint32_t number();
  std::string_view text();
  /// An mpint above zero, without the zero that may lead it. One that needs none is refused: every
  /// number has one text only.
  std::string_view positive();
  std::string_view rest() const { return rest_; }

 private:
  std::string_view take(std::size_t size);

  std::string_view rest_;
};

}  // namespace crypto
