#include "letters/confusable.h"

#include "letters/icu.h"

namespace letters {

namespace {

struct Checker {
  Checker() : handle(Icu::library().spoof_open(&status)) { require(status); }
  ~Checker() { Icu::library().spoof_close(handle); }
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;

  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker* handle;
};

}  // namespace

std::string skeleton_of(std::string_view text) {
  const Checker checker;
  const auto wide = utf16_of(text);
  return utf8_of(written_by<std::u16string>(2 * wide.size() + 1, [&](auto* buffer, auto size,
                                                                     auto* status) {
    return Icu::library().spoof_skeleton(checker.handle, 0, wide.data(),
                                         static_cast<int32_t>(wide.size()), buffer, size, status);
  }));
}

bool mixes_scripts(std::string_view text) {
  const auto& icu = Icu::library();
  const Checker checker;
  const auto wide = utf16_of(text);
  auto status = U_ZERO_ERROR;
  icu.spoof_set_level(checker.handle, USPOOF_HIGHLY_RESTRICTIVE);
  icu.spoof_set_checks(checker.handle, USPOOF_RESTRICTION_LEVEL | USPOOF_MIXED_NUMBERS, &status);
  const auto found = icu.spoof_check(checker.handle, wide.data(), static_cast<int32_t>(wide.size()),
                                     nullptr, &status);
  require(status);
  return found != 0;
}

}  // namespace letters
