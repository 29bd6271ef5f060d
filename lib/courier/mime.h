#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/id.h"

namespace courier {

/// A mail in one language, as text and as HTML (UTF-8, lines end in LF or CRLF).
struct MimeMail {
  base::Id id;  ///< its Message-ID is <id@host of the sender>
  base::Time date;
  std::string sender;       ///< address
  std::string sender_name;  ///< may be empty
  std::string recipient;    ///< address
  std::string subject;
  std::string language;  ///< "en"
  std::string text;
  std::string html;
};

/// The whole message: header and multipart/alternative body (RFC 5322, 2045 to 2047), pure ASCII,
/// in lines of at most 76 characters except for long addresses, ending in CRLF. The same mail
/// always gives the same bytes. Throws base::Error (invalid_argument) for an invalid address
/// (base/mail_address.h), for a control character in a name, subject or language, and for text that
/// is not UTF-8.
std::string to_mime(const MimeMail& mail);

/// The part of a mail that is to be encrypted: its whole body, with the header that gives its type.
std::string body_of(const MimeMail& mail);

/// The mail with its body encrypted (PGP/MIME, RFC 3156 section 4): `armored` is the OpenPGP
/// message of body_of(). Its header stays as it is, so the subject is readable on the way. Throws
/// as to_mime() does.
std::string to_encrypted_mime(const MimeMail& mail, std::string_view armored);

}  // namespace courier
