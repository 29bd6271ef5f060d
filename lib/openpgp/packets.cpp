#include "openpgp/packets.h"

#include <cstdint>

namespace openpgp {

namespace {

constexpr std::size_t kMostPackets = 512;

/// Reads big-endian numbers; remembers when there was too little.
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
      fine_ = false;
      rest_ = {};
      return {};
    }
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  void refuse() { fine_ = false; }
  bool fine() const { return fine_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool fine_ = true;
};

// RFC 4880 section 4.2.1: the length's length in the tag; the last form has no end.
std::uint64_t old_length(Reader& reader, std::uint64_t type) {
  if (type == 3) reader.refuse();
  return reader.number(std::size_t{1} << type);
}

// RFC 4880 section 4.2.2: one, two or five octets; partial lengths are for data alone.
std::uint64_t new_length(Reader& reader) {
  const auto first = reader.number(1);
  if (first < 192) return first;
  if (first < 224) return ((first - 192) << 8) + reader.number(1) + 192;
  if (first < 255) reader.refuse();
  return reader.number(4);
}

int read_packet(Reader& reader) {
  const auto header = reader.number(1);
  if ((header & 0x80) == 0) reader.refuse();
  const bool is_new = (header & 0x40) != 0;
  const auto tag = is_new ? header & 0x3f : (header & 0x3c) >> 2;
  reader.take(is_new ? new_length(reader) : old_length(reader, header & 3));
  return static_cast<int>(tag);
}

}  // namespace

std::optional<std::vector<int>> packet_tags(std::string_view bytes) {
  Reader reader(bytes);
  std::vector<int> tags;
  while (!reader.at_end() && tags.size() < kMostPackets) tags.push_back(read_packet(reader));
  if (!reader.fine() || !reader.at_end()) return std::nullopt;
  return tags;
}

}  // namespace openpgp
