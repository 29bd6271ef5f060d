#include "openpgp/signature.h"

#include "openpgp/reader.h"

namespace openpgp {
namespace {

constexpr std::uint64_t kEmbeddedSignature = 32;
constexpr int kDeepest = 2;

bool is_signature(std::string_view body, int depth);

// RFC 4880 section 5.2.3.1: one, two or five octets.
std::uint64_t subpacket_length(Reader& reader) {
  const auto first = reader.number(1);
  if (first < 192) return first;
  if (first < 255) return ((first - 192) << 8) + reader.number(1) + 192;
  return reader.number(4);
}

bool are_subpackets(std::string_view area, int depth) {
  Reader reader(area);
  while (!reader.at_end()) {
    Reader subpacket(reader.take(subpacket_length(reader)));
    const auto kind = subpacket.number(1) & 0x7f;
    if (!reader.fine() || !subpacket.fine()) return false;
    if (kind == kEmbeddedSignature && !is_signature(subpacket.rest(), depth + 1)) return false;
  }
  return reader.fine();
}

// Whether the rest is at least one number, with nothing after the last.
bool are_numbers(Reader& reader) {
  do {
    reader.take((reader.number(2) + 7) / 8);
  } while (reader.fine() && !reader.at_end());
  return reader.fine();
}

bool is_version_3(Reader& reader) {
  const bool five = reader.number(1) == 5;
  reader.take(5 + 8 + 2 + 2);  // type and time, key id, algorithms, start of the hash
  return five && are_numbers(reader);
}

bool is_version_4(Reader& reader, int depth) {
  reader.take(3);  // type and algorithms
  const auto hashed = reader.take(reader.number(2));
  const auto unhashed = reader.take(reader.number(2));
  reader.take(2);  // the start of the hash
  return reader.fine() && are_subpackets(hashed, depth) && are_subpackets(unhashed, depth) &&
         are_numbers(reader);
}

bool is_signature(std::string_view body, int depth) {
  if (depth > kDeepest) return false;
  Reader reader(body);
  const auto version = reader.number(1);
  return version == 4 ? is_version_4(reader, depth) : version == 3 && is_version_3(reader);
}

}  // namespace

bool is_signature(std::string_view body) { return is_signature(body, 1); }

}  // namespace openpgp
