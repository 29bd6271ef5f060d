// mint_spread SECRET COUNT STRIDE: prints the texts of so many access tokens, a line each, whose
// ids are those that growth_data.py numbers 0, STRIDE, 2 * STRIDE, ...
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "base/id.h"
#include "crypto/opaque_token.h"

namespace {

base::Id id_of(unsigned long long number) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "01900000-0000-7000-8000-%012llx", number);
  return base::Id::parse(text.data()).value();
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) return 2;
  const crypto::OpaqueTokens tokens{crypto::Secret({argv[1]})};
  const auto count = std::strtoull(argv[2], nullptr, 10);
  const auto stride = std::strtoull(argv[3], nullptr, 10);
  for (unsigned long long i = 0; i < count; ++i) {
    std::cout << tokens.mint(crypto::TokenKind::access, id_of(i * stride)) << "\n";
  }
} catch (const std::exception& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
