#include "confined/wire.h"

#include <cstdint>

namespace confined {
namespace {

constexpr char kFields = 'F';
constexpr char kError = 'E';
constexpr std::size_t kSizeBytes = 4;
constexpr std::size_t kErrorFields = 5;

std::string packed(char kind, const Fields& fields) {
  std::string out(1, kind);
  const auto add = [&out](std::size_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
  };
  add(fields.size());
  for (const auto& field : fields) {
    add(field.size());
    out += field;
  }
  return out;
}

std::optional<std::size_t> take_number(std::string_view& rest) {
  if (rest.size() < kSizeBytes) return std::nullopt;
  std::size_t number = 0;
  for (const char byte : rest.substr(0, kSizeBytes)) {
    number = number << 8 | static_cast<std::uint8_t>(byte);
  }
  rest.remove_prefix(kSizeBytes);
  return number;
}

int byte_in(const std::string& field) {
  return field.size() == 1 ? static_cast<unsigned char>(field[0]) : 0xff;
}

std::optional<Fields> unpacked(std::string_view rest) {
  const auto count = take_number(rest);
  if (!count || *count > rest.size() / kSizeBytes) return std::nullopt;
  Fields fields;
  for (std::size_t i = 0; i < *count; ++i) {
    const auto size = take_number(rest);
    if (!size || *size > rest.size()) return std::nullopt;
    fields.emplace_back(rest.substr(0, *size));
    rest.remove_prefix(*size);
  }
  return rest.empty() ? std::optional(std::move(fields)) : std::nullopt;
}

// An invalid code is our own fault: internal.
base::Error error_of(const Fields& fields) {
  const auto code = std::min(byte_in(fields[0]), static_cast<int>(base::ErrorCode::internal));
  auto error =
      base::Error(static_cast<base::ErrorCode>(code), {fields[1]}, {fields[2]}).about(fields[3]);
  if (fields[4].empty()) return error;
  return std::move(error).retry_in(std::chrono::seconds{byte_in(fields[4])});
}

}  // namespace

std::string written(const Fields& fields) { return packed(kFields, fields); }

std::string written(const base::Error& error) {
  const auto retry = error.retry_after();
  return packed(kError, {std::string(1, static_cast<char>(error.code())), error.public_text(),
                         error.private_detail(), error.subject(),
                         retry ? std::string(1, static_cast<char>(retry->count())) : ""});
}

std::optional<Fields> read_back(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  auto fields = unpacked(bytes.substr(1));
  if (!fields || bytes[0] == kFields) return fields;
  if (bytes[0] != kError || fields->size() != kErrorFields) return std::nullopt;
  throw error_of(*fields);
}

}  // namespace confined
