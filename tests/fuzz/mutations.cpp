#include "fuzz/mutations.h"

namespace fuzz {

namespace {

constexpr std::size_t kLongest = 64UL * 1024;
/// Bytes that readers treat in ways of their own.
constexpr std::string_view kOfInterest{"\0\n\r\t \"'%&+,-./:;<=>?@[\\]{}~\x7f\x80\xc0\xff", 32};

}  // namespace

std::string Mutations::of(std::string text) {
  for (auto changes = 1 + below(4); changes > 0; --changes) change(text);
  if (text.size() > kLongest) text.resize(kLongest);
  return text;
}

void Mutations::change(std::string& text) {
  const auto at = below(text.size());
  const auto length = below(std::min<std::size_t>(text.size() - std::min(at, text.size()), 64)) + 1;
  switch (below(6)) {
    case 0:
      if (!text.empty()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
      break;
    case 1:
      if (!text.empty()) text[at] = kOfInterest[below(kOfInterest.size())];
      break;
    case 2:
      text.insert(at, 1, kOfInterest[below(kOfInterest.size())]);
      break;
    case 3:
      text.erase(at, length);
      break;
    case 4:
      text.insert(at, std::string(text, at, length));
      break;
    default:
      text.insert(at, std::string(text, below(text.size()), length));
  }
}

}  // namespace fuzz
