#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace fuzz {

/// Changes texts a little, the same way in every run.
class Mutations {
 public:
  /// One to four changes: a bit, a byte, a piece gone, doubled, or taken from somewhere else in it.
  std::string of(std::string text);

 private:
  std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }
  void change(std::string& text);

  std::mt19937 random_{20261201};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
};

}  // namespace fuzz
