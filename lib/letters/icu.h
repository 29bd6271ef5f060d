#pragma once

#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/uvernum.h>

#include <string>
#include <string_view>

#include "base/shared_library.h"

/// ICU, loaded at run time. For the .cpp files of this folder only.
namespace letters {

#define DOORWARD_TEXT(name) #name
#define DOORWARD_ICU_NAME(name) DOORWARD_TEXT(name)  // as its header renames it: with its version

/// The functions of ICU that are called here, by their names.
struct Icu {
  base::SharedLibrary common{"libicuuc.so." U_ICU_VERSION_SHORT, ""};
  base::SharedLibrary i18n{"libicui18n.so." U_ICU_VERSION_SHORT, ""};

  decltype(&::u_charType) char_type = common[DOORWARD_ICU_NAME(u_charType)];
  decltype(&::u_hasBinaryProperty) has_property = common[DOORWARD_ICU_NAME(u_hasBinaryProperty)];
  decltype(&::u_getIntPropertyValue) property = common[DOORWARD_ICU_NAME(u_getIntPropertyValue)];
  decltype(&::u_strToLower) to_lower = common[DOORWARD_ICU_NAME(u_strToLower)];
  decltype(&::u_strFromUTF8) from_utf8 = common[DOORWARD_ICU_NAME(u_strFromUTF8)];
  decltype(&::u_strToUTF8) to_utf8 = common[DOORWARD_ICU_NAME(u_strToUTF8)];
  decltype(&::unorm2_getNFCInstance) nfc = common[DOORWARD_ICU_NAME(unorm2_getNFCInstance)];
  decltype(&::unorm2_getNFKCInstance) nfkc = common[DOORWARD_ICU_NAME(unorm2_getNFKCInstance)];
  decltype(&::unorm2_normalize) normalize = common[DOORWARD_ICU_NAME(unorm2_normalize)];
  decltype(&::uidna_openUTS46) idna_open = common[DOORWARD_ICU_NAME(uidna_openUTS46)];
  decltype(&::uidna_close) idna_close = common[DOORWARD_ICU_NAME(uidna_close)];
  decltype(&::uidna_nameToUnicode) idna_name = common[DOORWARD_ICU_NAME(uidna_nameToUnicode)];
  decltype(&::uspoof_open) spoof_open = i18n[DOORWARD_ICU_NAME(uspoof_open)];
  decltype(&::uspoof_close) spoof_close = i18n[DOORWARD_ICU_NAME(uspoof_close)];
  decltype(&::uspoof_setChecks) spoof_set_checks = i18n[DOORWARD_ICU_NAME(uspoof_setChecks)];
  decltype(&::uspoof_setRestrictionLevel) spoof_set_level =
      i18n[DOORWARD_ICU_NAME(uspoof_setRestrictionLevel)];
  decltype(&::uspoof_check) spoof_check = i18n[DOORWARD_ICU_NAME(uspoof_check)];
  decltype(&::uspoof_getSkeleton) spoof_skeleton = i18n[DOORWARD_ICU_NAME(uspoof_getSkeleton)];

  /// Loaded at the first call. Throws base::Error (unavailable) when that cannot be done.
  static const Icu& library();
};

/// Throws base::Error (internal) when a call has failed.
void require(UErrorCode status);

/// What a function of ICU writes that is given a buffer and its size, and returns the size that the
/// result has.
template <typename Text, typename Write>
Text written_by(std::size_t usual, const Write& write) {
  Text text(usual, 0);
  auto status = U_ZERO_ERROR;
  auto size = write(text.data(), static_cast<int32_t>(text.size()), &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    text.resize(static_cast<std::size_t>(size));
    status = U_ZERO_ERROR;
    size = write(text.data(), size, &status);
  }
  require(status);
  text.resize(static_cast<std::size_t>(size));
  return text;
}

/// `text` must be UTF-8.
std::u16string utf16_of(std::string_view text);
std::string utf8_of(std::u16string_view text);
std::u16string normalized(const UNormalizer2* form, std::u16string_view text);
std::u16string in_nfc(std::u16string_view text);
std::u16string in_nfkc(std::u16string_view text);

}  // namespace letters
