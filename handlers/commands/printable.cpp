#include "commands/printable.h"

#include "base/text.h"

namespace {

// U+0080 to U+009F, which terminals obey too.
bool is_second_control(std::string_view rest) {
  return rest.size() > 1 && rest[0] == '\xc2' && static_cast<unsigned char>(rest[1]) < 0xa0;
}

std::string escaped(unsigned char byte) {
  constexpr auto digits = "0123456789abcdef";
  return {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
}

}  // namespace

std::string printable(std::string_view text) {
  const bool is_utf8 = base::is_utf8(text);
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_utf8 && is_second_control(text.substr(i))) {
      line += escaped(byte) + escaped(static_cast<unsigned char>(text[++i]));
    } else if (base::is_control(text[i]) || (byte > 0x7f && !is_utf8)) {
      line += escaped(byte);
    } else {
      line += text[i];
    }
  }
  return line;
}
