#pragma once

#include <string_view>

namespace base {

/// Whether the text is an e-mail address. This one rule holds wherever an address comes from (a
/// form, a key's user id, a token of an identity provider, the configuration). One '@'; before it 1
/// to 64 characters in dot-atom form (RFC 5322 section 3.2.3) that no mailer takes for an option, a
/// route or an encoded word; behind it a host name of two labels or more (RFC 1123), the last not a
/// number, international ones in their xn-- form; ASCII, at most 254 characters in all. So an
/// address can never end a line or a header.
bool is_mail_address(std::string_view text);

/// Whether the text can be a sender's address: the same rule, but the host may be a single label
/// ("doorward@localhost").
bool is_sender_address(std::string_view text);

}  // namespace base
