#pragma once

#include <string>
#include <string_view>

namespace crypto {

/// The line of an authorized_keys file that holds the same key as a file of RFC 4716, which PuTTY,
/// WinSCP and SSH2 write; its comment is kept. Any other text as it is. Throws base::Error:
/// invalid_argument for a file of that kind that is damaged, unprocessable with how to convert it
/// for one that only ssh-keygen should convert (PEM).
std::string openssh_line_of(std::string_view text);

}  // namespace crypto
