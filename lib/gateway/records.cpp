#include "gateway/records.h"

#include <algorithm>

namespace gateway::records {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

std::size_t two_bytes_at(std::string_view bytes, std::size_t at) {
  return std::size_t{byte_at(bytes, at)} << 8 | byte_at(bytes, at + 1);
}

std::string record(std::uint8_t type, unsigned id, std::string_view content) {
  std::string out;
  append_header(out, {kVersion, type, id, content.size(), 0});
  return out.append(content);
}

/// Whether both lengths of a pair are there, in one byte each: nearly all are so.
bool begins_short_pair(std::string_view content) {
  return content.size() >= 2 && ((byte_at(content, 0) | byte_at(content, 1)) & 0x80) == 0;
}

/// Whether a pair of this name, with no value, is among those asked for.
bool asks_for(std::string_view content, std::string_view name) {
  const auto pair = std::string{static_cast<char>(name.size()), '\0'}.append(name);
  return content.find(pair) != content.npos;
}

/// Takes one length off the beginning of whole pairs.
std::size_t take_length(std::string_view& pairs) {
  std::size_t length = byte_at(pairs, 0);
  const std::size_t size = (length & 0x80) != 0 ? 4 : 1;
  if (size == 4) length = (two_bytes_at(pairs, 0) & 0x7fff) << 16 | two_bytes_at(pairs, 2);
  pairs.remove_prefix(size);
  return length;
}

}  // namespace

Header header_of(std::string_view bytes) {
  return {byte_at(bytes, 0), byte_at(bytes, 1), static_cast<unsigned>(two_bytes_at(bytes, 2)),
          two_bytes_at(bytes, 4), byte_at(bytes, 6)};
}

void append_header(std::string& out, const Header& header) {
  const char bytes[kHeader]{static_cast<char>(header.version),     static_cast<char>(header.type),
                            static_cast<char>(header.id >> 8),     static_cast<char>(header.id),
                            static_cast<char>(header.length >> 8), static_cast<char>(header.length),
                            static_cast<char>(header.padding),     0};
  out.append(bytes, kHeader);
}

void append_stream(std::string& out, Type type, unsigned id, std::string_view content) {
  while (!content.empty()) {
    const auto piece = content.substr(0, kMostContent);
    append_header(out, {kVersion, type, id, piece.size(), 0});
    out.append(piece);
    content.remove_prefix(piece.size());
  }
}

std::string answer_to_management(std::uint8_t type, std::string_view content) {
  if (type != get_values) {
    return record(unknown_type, 0, {std::string{static_cast<char>(type), 0, 0, 0, 0, 0, 0, 0}});
  }
  std::string values;
  const auto tell = [&](std::string_view name, char value) {
    if (!asks_for(content, name)) return;
    values += static_cast<char>(name.size());
    values += '\1';
    values.append(name) += value;
  };
  tell("FCGI_MAX_CONNS", '1');
  tell("FCGI_MAX_REQS", '1');
  tell("FCGI_MPXS_CONNS", '0');
  return record(get_values_result, 0, values);
}

std::string refuse_second(unsigned id) { return record(end_request, id, {"\0\0\0\0\1\0\0\0", 8}); }

bool Pairs::follow(std::string_view content) {
  for (std::size_t at = 0; at < content.size();) {
    if (to_skip_ > 0) {
      const auto skipped = std::min(to_skip_, content.size() - at);
      to_skip_ -= skipped;
      at += skipped;
    } else if (at_border() && begins_short_pair(content.substr(at))) {
      to_skip_ = std::size_t{byte_at(content, at)} + byte_at(content, at + 1);
      at += 2;
    } else if (!take_length_byte(byte_at(content, at++))) {
      return false;
    }
  }
  return true;
}

bool Pairs::take_length_byte(std::uint8_t byte) {
  if (missing_ == 0 && (byte & 0x80) != 0) {
    missing_ = 3;
    length_ = byte & 0x7fU;
    return true;
  }
  length_ = missing_ == 0 ? byte : length_ << 8 | byte;
  if (missing_ > 0) --missing_;
  return missing_ > 0 || finish_length();
}

bool Pairs::finish_length() {
  if (length_ > most_) return false;
  pair_ = value_next_ ? pair_ + length_ : length_;
  if (value_next_) to_skip_ = pair_;
  value_next_ = !value_next_;
  return true;
}

std::string_view value_in(std::string_view pairs, std::string_view name) {
  std::string_view found;
  while (!pairs.empty()) {
    const auto name_size = take_length(pairs);
    const auto value_size = take_length(pairs);
    if (pairs.substr(0, name_size) == name) found = pairs.substr(name_size, value_size);
    pairs.remove_prefix(name_size + value_size);
  }
  return found;
}

}  // namespace gateway::records
