#pragma once

#include <cstdint>
#include <string_view>

/// Reads the data types of SSH (RFC 4251 section 5). Throws base::Error (invalid_argument) where
/// the bytes end too early. For the .cpp files of this folder only.
namespace crypto {

class SshReader {
 public:
  /// The reader returns views into `bytes`, which must outlive them.
  explicit SshReader(std::string_view bytes) : rest_(bytes) {}

  std::uint32_t number();
  std::string_view text();
  /// A positive mpint, without its leading zero byte. Refuses a leading zero that is not needed:
  /// every number has one form only.
  std::string_view positive();
  std::string_view rest() const { return rest_; }

 private:
  std::string_view take(std::size_t size);

  std::string_view rest_;
};

}  // namespace crypto
