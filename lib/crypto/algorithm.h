#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace crypto {

/// The signature algorithms that we know (RFC 7518 section 3, RFC 8037). There is no "none".
enum class Algorithm {
  hs256,
  hs384,
  hs512,
  rs256,
  rs384,
  rs512,
  ps256,
  ps384,
  ps512,
  es256,
  es384,
  es512,
  eddsa,  ///< with Ed25519, which RFC 9864 gives a name of its own
};

inline constexpr std::array kAllAlgorithms{
    Algorithm::hs256, Algorithm::hs384, Algorithm::hs512, Algorithm::rs256, Algorithm::rs384,
    Algorithm::rs512, Algorithm::ps256, Algorithm::ps384, Algorithm::ps512, Algorithm::es256,
    Algorithm::es384, Algorithm::es512, Algorithm::eddsa,
};

std::string_view name_of(Algorithm algorithm);  ///< "RS256"
/// By that name, or "Ed25519" for "EdDSA".
std::optional<Algorithm> algorithm_named(std::string_view name);
bool is_symmetric(Algorithm algorithm);

}  // namespace crypto
