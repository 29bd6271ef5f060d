#pragma once

#include <array>
#include <string_view>

/// The names of grant types (RFC 6749 section 1.3), and of those of our dialects.
namespace model {

inline constexpr std::string_view kCodeGrant = "authorization_code";
inline constexpr std::string_view kRefreshGrant = "refresh_token";
inline constexpr std::string_view kClientGrant = "client_credentials";
inline constexpr std::string_view kPasswordGrant = "password";
inline constexpr std::string_view kSignatureGrant = "signature";
inline constexpr std::string_view kExchangeGrant = "exchange";  ///< an exchange token's
inline constexpr std::string_view kImplicitGrant = "implicit";  ///< an ID token by itself
inline constexpr std::string_view kPersonalGrant = "personal";  ///< a token made by hand

/// Those that a client may be registered for, in the order in which they are listed.
inline constexpr std::array kClientGrants{kCodeGrant,     kRefreshGrant,   kClientGrant,
                                          kPasswordGrant, kSignatureGrant, kExchangeGrant};

/// Those of them that discovery tells (RFC 8414, `grant_types_supported`): what client libraries
/// know.
inline constexpr std::array kPublishedGrants{kCodeGrant, kRefreshGrant, kClientGrant,
                                             kPasswordGrant};

}  // namespace model
