#include "letters/normal.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "letters/icu.h"

namespace letters {

namespace {

void tell_once(const base::Error& error) {
  static bool told = false;
  if (!std::exchange(told, true)) {
    base::log::warning("letters.no_icu", {{"detail", error.private_detail()}});
  }
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; });
}

std::string composed(std::string_view text) {
  if (is_ascii(text) || !base::is_utf8(text)) return std::string(text);
  try {
    return utf8_of(in_nfc(utf16_of(text)));
  } catch (const base::Error& error) {
    tell_once(error);
    return std::string(text);
  }
}

}  // namespace letters
