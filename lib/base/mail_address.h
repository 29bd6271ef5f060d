#pragma once

#include <string_view>

namespace base {

/// Whether it is somebody's e-mail address: the one rule, wherever an address comes from (a form, a
/// key's user id, a token of an identity provider, the configuration). One '@'; before it 1 to 64
/// characters in dot-atom form (RFC 5322 section 3.2.3) that no mailer takes for an option, a route
/// or an encoded word; behind it a host name of two labels or more (RFC 1123), the last not a
/// number, international ones in their xn-- form; ASCII, at most 254 characters in all. So nothing
/// in it can end a line or a header.
bool is_mail_address(std::string_view text);

/// Whether mails may come from it: the same, but the host may be a name of this machine alone
/// ("doorward@localhost").
bool is_sender_address(std::string_view text);

}  // namespace base
