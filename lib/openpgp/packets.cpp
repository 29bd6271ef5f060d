#include "openpgp/packets.h"

#include <cstdint>

#include "openpgp/reader.h"

namespace openpgp {

namespace {

constexpr std::size_t kMostPackets = 512;

// RFC 4880 section 4.2.1: the tag gives the size of the length; the last form has no length.
std::uint64_t old_length(Reader& reader, std::uint64_t type) {
  if (type == 3) reader.refuse();
  return reader.number(std::size_t{1} << type);
}

// RFC 4880 section 4.2.2: one, two or five octets; only data packets may have partial lengths.
std::uint64_t new_length(Reader& reader) {
  const auto first = reader.number(1);
  if (first < 192) return first;
  if (first < 224) return ((first - 192) << 8) + reader.number(1) + 192;
  if (first < 255) reader.refuse();
  return reader.number(4);
}

Packet read_packet(Reader& reader) {
  const auto header = reader.number(1);
  if ((header & 0x80) == 0) reader.refuse();
  const bool is_new = (header & 0x40) != 0;
  const auto tag = is_new ? header & 0x3f : (header & 0x3c) >> 2;
  const auto length = is_new ? new_length(reader) : old_length(reader, header & 3);
  return {static_cast<int>(tag), reader.take(length)};
}

}  // namespace

std::optional<std::vector<Packet>> packets_in(std::string_view bytes) {
  Reader reader(bytes);
  std::vector<Packet> packets;
  while (!reader.at_end() && packets.size() < kMostPackets) packets.push_back(read_packet(reader));
  if (!reader.fine() || !reader.at_end()) return std::nullopt;
  return packets;
}

}  // namespace openpgp
