#include "letters/icu.h"

#include "base/error.h"

namespace letters {

namespace {

int32_t size_of(std::u16string_view text) { return static_cast<int32_t>(text.size()); }

}  // namespace

const Icu& Icu::library() {
  static const Icu icu;
  return icu;
}

void require(UErrorCode status) {
  if (U_SUCCESS(status)) return;
  throw base::Error(base::ErrorCode::internal, {}, {"ICU failed: " + std::to_string(status)});
}

std::u16string utf16_of(std::string_view text) {
  return written_by<std::u16string>(text.size(), [&](auto* buffer, auto size, auto* status) {
    int32_t length = 0;
    Icu::library().from_utf8(buffer, size, &length, text.data(), static_cast<int32_t>(text.size()),
                             status);
    return length;
  });
}

std::string utf8_of(std::u16string_view text) {
  return written_by<std::string>(3 * text.size(), [&](auto* buffer, auto size, auto* status) {
    int32_t length = 0;
    Icu::library().to_utf8(buffer, size, &length, text.data(), size_of(text), status);
    return length;
  });
}

std::u16string normalized(const UNormalizer2* form, std::u16string_view text) {
  return written_by<std::u16string>(text.size() + 1, [&](auto* buffer, auto size, auto* status) {
    return Icu::library().normalize(form, text.data(), size_of(text), buffer, size, status);
  });
}

std::u16string in_nfc(std::u16string_view text) {
  auto status = U_ZERO_ERROR;
  const auto* form = Icu::library().nfc(&status);
  require(status);
  return normalized(form, text);
}

std::u16string in_nfkc(std::u16string_view text) {
  auto status = U_ZERO_ERROR;
  const auto* form = Icu::library().nfkc(&status);
  require(status);
  return normalized(form, text);
}

}  // namespace letters
