#include "gateway/records.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace gateway {
namespace {

constexpr std::size_t kHeader = 8;
constexpr std::uint8_t kVersion = 1;
enum Type : std::uint8_t {
  begin_request = 1,
  params = 4,
  input = 5,
  get_values = 9,
  values_result = 10,
  unknown = 11
};

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

struct Record {
  std::uint8_t version;
  std::uint8_t type;
  unsigned id;
  std::string_view content;  ///< as much of it as has arrived
  std::size_t length;        ///< of the whole content
  std::size_t size;          ///< of the record, with header and padding
};

/// The record that `bytes` begins with; at least its header must be there.
Record record_at(std::string_view bytes) {
  const auto length = std::size_t{byte_at(bytes, 4)} << 8 | byte_at(bytes, 5);
  return {byte_at(bytes, 0),
          byte_at(bytes, 1),
          unsigned{byte_at(bytes, 2)} << 8 | byte_at(bytes, 3),
          bytes.substr(kHeader, length),
          length,
          kHeader + length + byte_at(bytes, 6)};
}

/// Follows name-value pairs (section 3.4) across records.
class Pairs {
 public:
  explicit Pairs(std::size_t most) : most_(most) {}

  /// False when a length is over the bound.
  bool follow(std::string_view content) {
    for (std::size_t at = 0; at < content.size();) {
      if (to_skip_ > 0) {
        const auto skipped = std::min(to_skip_, content.size() - at);
        to_skip_ -= skipped;
        at += skipped;
      } else if (!take_length_byte(byte_at(content, at++))) {
        return false;
      }
    }
    return true;
  }

  bool at_border() const { return to_skip_ == 0 && !value_next_ && missing_ == 0; }

 private:
  bool take_length_byte(std::uint8_t byte) {
    if (missing_ == 0 && (byte & 0x80) != 0) {
      missing_ = 3;
      length_ = byte & 0x7fU;
      return true;
    }
    length_ = missing_ == 0 ? byte : length_ << 8 | byte;
    if (missing_ > 0) --missing_;
    return missing_ > 0 || finish_length();
  }

  bool finish_length() {
    if (length_ > most_) return false;
    pair_ = value_next_ ? pair_ + length_ : length_;
    if (value_next_) to_skip_ = pair_;
    value_next_ = !value_next_;
    return true;
  }

  std::size_t most_;
  std::size_t length_ = 0;
  std::size_t pair_ = 0;     // bytes of the pair whose lengths are being read
  std::size_t to_skip_ = 0;  // bytes of its name and value that are still to come
  int missing_ = 0;          // bytes of a four-byte length
  bool value_next_ = false;
};

using Kind = Beginning::Kind;

/// Examines the records one by one.
class Inspector {
 public:
  explicit Inspector(std::size_t most) : pairs_(most) {}

  /// What the records so far amount to; nothing to go on with the next record.
  std::optional<Kind> take(const Record& record) {
    if (record.version != kVersion) return Kind::refused;
    if (id_ == 0) return record.type == begin_request ? begin(record) : Kind::stray;
    if (record.id == 0) return Kind::refused;
    if (record.id != id_ || record.type == begin_request) return foreign(record);
    if (record.type != params) return Kind::refused;
    if (record.length == 0) return pairs_.at_border() ? Kind::whole : Kind::refused;
    return pairs_.follow(record.content) ? std::nullopt : std::optional(Kind::refused);
  }

 private:
  std::optional<Kind> begin(const Record& record) {
    constexpr std::size_t kBeginBody = 8;
    if (record.id == 0 || record.length != kBeginBody) return Kind::refused;
    id_ = record.id;
    return std::nullopt;
  }

  /// A record of another request. libfcgi skips it, but after an empty one it skips the next
  /// record, too.
  static std::optional<Kind> foreign(const Record& record) {
    return record.length == 0 ? std::optional(Kind::refused) : std::nullopt;
  }

  Pairs pairs_;
  unsigned id_ = 0;  // 0, which no request has: none yet
};

/// Whether these records are a complete FCGI_STDIN.
bool is_body(std::string_view bytes, unsigned id) {
  while (bytes.size() >= kHeader) {
    const auto record = record_at(bytes);
    if (record.type != input || record.id != id || bytes.size() < record.size) return false;
    if (record.length == 0) return true;
    bytes.remove_prefix(record.size);
  }
  return false;
}

std::string with_header(std::uint8_t type, const std::string& content) {
  std::string record{static_cast<char>(kVersion),
                     static_cast<char>(type),
                     0,
                     0,
                     0,
                     static_cast<char>(content.size()),
                     0,
                     0};
  return record + content;
}

/// Whether a pair of this name, with no value, is among those asked for.
bool asks_for(std::string_view content, std::string_view name) {
  const auto pair = std::string{static_cast<char>(name.size()), '\0'}.append(name);
  return content.find(pair) != content.npos;
}

}  // namespace

Beginning inspect(std::string_view bytes, std::size_t most) {
  const Beginning unfinished{bytes.size() < most ? Kind::part : Kind::refused};
  Inspector inspector(most);
  for (std::size_t at = 0; bytes.size() - at >= kHeader;) {
    const auto record = record_at(bytes.substr(at));
    const bool all_there = bytes.size() - at >= record.size;
    const auto kind = inspector.take(record);
    if (kind == Kind::refused) return {*kind};
    if (kind == Kind::whole) {
      return {*kind, 0, all_there && is_body(bytes.substr(at + record.size), record.id)};
    }
    if (!all_there) return unfinished;
    if (kind == Kind::stray) return {*kind, record.size};
    at += record.size;
  }
  return unfinished;
}

std::string answer_to(std::string_view stray_record) {
  const auto record = record_at(stray_record);
  if (record.id != 0) return {};
  if (record.type != get_values) {
    return with_header(unknown, {static_cast<char>(record.type), 0, 0, 0, 0, 0, 0, 0});
  }
  std::string values;
  const auto tell = [&](std::string_view name, char value) {
    if (!asks_for(record.content, name)) return;
    values += static_cast<char>(name.size());
    values += '\1';
    values.append(name) += value;
  };
  tell("FCGI_MAX_CONNS", '1');
  tell("FCGI_MAX_REQS", '1');
  tell("FCGI_MPXS_CONNS", '0');
  return with_header(values_result, values);
}

}  // namespace gateway
