// mint_spread SECRET KIND COUNT STRIDE FIRST: prints the texts of so many tokens of a kind (the
// letter of crypto::TokenKind), a line each, whose ids are those that growth_data.py numbers FIRST,
// FIRST + STRIDE, ...
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
  if (argc != 6) return 2;
  const crypto::OpaqueTokens tokens{crypto::Secret({argv[1]})};
  const auto kind = static_cast<crypto::TokenKind>(*argv[2]);
  const auto count = std::strtoull(argv[3], nullptr, 10);
  const auto stride = std::strtoull(argv[4], nullptr, 10);
  const auto first = std::strtoull(argv[5], nullptr, 10);
  for (unsigned long long i = 0; i < count; ++i) {
    std::cout << tokens.mint(kind, id_of(first + i * stride)) << "\n";
  }
} catch (const std::exception& error) {
  std::cerr << error.what() << "\n";
  return 1;
}
