#include "letters/username.h"

#include <algorithm>
#include <iterator>
#include <memory>

#include "base/text.h"
#include "letters/icu.h"

namespace letters {

namespace {

/// More in a row are no letters of any language, but towers that hide their neighbours.
constexpr int kMostMarks = 4;

/// RFC 5892 section 2.6: what is a letter or a mark and all the same disallowed.
constexpr char32_t kDisallowed[] = {0x0640, 0x07fa, 0x302e, 0x302f, 0x3031,
                                    0x3032, 0x3033, 0x3034, 0x3035, 0x303b};

/// What UTS #46 finds that a name may not have, whatever else it says of host names.
constexpr uint32_t kFaults = UIDNA_ERROR_LEADING_COMBINING_MARK | UIDNA_ERROR_DISALLOWED |
                             UIDNA_ERROR_BIDI | UIDNA_ERROR_CONTEXTJ |
                             UIDNA_ERROR_CONTEXTO_PUNCTUATION | UIDNA_ERROR_CONTEXTO_DIGITS;

struct Idna {
  Idna() : handle(Icu::library().idna_open(kOptions, &status)) { require(status); }
  ~Idna() { Icu::library().idna_close(handle); }
  Idna(const Idna&) = delete;
  Idna& operator=(const Idna&) = delete;

  static constexpr uint32_t kOptions = UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                       UIDNA_CHECK_CONTEXTO | UIDNA_NONTRANSITIONAL_TO_UNICODE;
  UErrorCode status = U_ZERO_ERROR;
  UIDNA* handle;
};

/// Calls with each character.
template <typename Function>
void each(std::u16string_view text, const Function& function) {
  for (std::size_t at = 0; at < text.size();) {
    UChar32 character = 0;
    const auto before = at;
    U16_NEXT(text.data(), at, text.size(), character);
    function(character, text.substr(before, at - before));
  }
}

std::u16string in_usual_width(std::u16string_view text) {
  std::u16string usual;
  each(text, [&](UChar32 character, std::u16string_view piece) {
    const auto type = Icu::library().property(character, UCHAR_DECOMPOSITION_TYPE);
    const bool wide = type == U_DT_WIDE || type == U_DT_NARROW;
    usual += wide ? in_nfkc(piece) : std::u16string(piece);
  });
  return usual;
}

std::u16string lower(std::u16string_view text) {
  return written_by<std::u16string>(text.size() + 1, [&](auto* buffer, auto size, auto* status) {
    return Icu::library().to_lower(buffer, size, text.data(), static_cast<int32_t>(text.size()), "",
                                   status);
  });
}

bool is_mark(UChar32 character) {
  const auto type = Icu::library().char_type(character);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool is_letter_or_digit(UChar32 character) {
  switch (Icu::library().char_type(character)) {
    case U_LOWERCASE_LETTER:
    case U_OTHER_LETTER:
    case U_MODIFIER_LETTER:
    case U_DECIMAL_DIGIT_NUMBER:
      return true;
    default:
      return false;
  }
}

/// Hangul is written in syllables; parts of them are for other purposes (RFC 8264 section 9.9).
bool is_part_of_hangul(UChar32 character) {
  const auto type = Icu::library().property(character, UCHAR_HANGUL_SYLLABLE_TYPE);
  return type == U_HST_LEADING_JAMO || type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

bool may_be_in_name(UChar32 character) {
  if (character < 0x80 && !is_letter_or_digit(character)) {
    return character == '.' || character == '_' || character == '-';
  }
  return (is_letter_or_digit(character) || is_mark(character)) &&
         !Icu::library().has_property(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
         !is_part_of_hangul(character) &&
         std::find(std::begin(kDisallowed), std::end(kDisallowed),
                   static_cast<char32_t>(character)) == std::end(kDisallowed);
}

/// Its characters, and that it has no tower of marks and begins and ends with none of ours.
bool is_well_formed(std::u16string_view name) {
  constexpr std::u16string_view inside = u"._-";
  if (name.empty() || inside.find(name.front()) != name.npos ||
      inside.find(name.back()) != name.npos || name.find(u"..") != name.npos) {
    return false;
  }
  bool fits = true;
  int marks = 0;
  each(name, [&](UChar32 character, std::u16string_view) {
    marks = is_mark(character) ? marks + 1 : 0;
    fits = fits && may_be_in_name(character) && marks <= kMostMarks;
  });
  return fits;
}

bool keeps_to_its_direction(std::u16string_view name) {
  const Idna idna;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  written_by<std::u16string>(name.size() + 1, [&](auto* buffer, auto size, auto* status) {
    info = UIDNA_INFO_INITIALIZER;
    return Icu::library().idna_name(idna.handle, name.data(), static_cast<int32_t>(name.size()),
                                    buffer, size, &info, status);
  });
  return (info.errors & kFaults) == 0;
}

}  // namespace

std::optional<std::string> case_mapped_username(std::string_view name) {
  if (!base::is_utf8(name)) return std::nullopt;
  const auto mapped = in_nfc(lower(in_usual_width(utf16_of(name))));
  const bool fits = is_well_formed(mapped) && in_nfkc(mapped) == mapped &&
                    in_nfc(lower(mapped)) == mapped && keeps_to_its_direction(mapped);
  return fits ? std::optional(utf8_of(mapped)) : std::nullopt;
}

}  // namespace letters
