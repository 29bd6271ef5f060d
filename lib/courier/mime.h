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

/// The whole message: header and multipart/alternative body (RFC 5322, 2045 to 2047), pure ASCII in
/// lines of at most 76 characters but for long addresses, ending in CRLF. The same mail always
/// gives the same bytes. Throws base::Error (invalid_argument) for an address that is none
/// (base/mail_address.h), a control character in a name, subject or language, and for what is not
/// UTF-8.
std::string to_mime(const MimeMail& mail);

/// What is to be encrypted of a mail: its whole body, with the header that says what it is.
std::string body_of(const MimeMail& mail);

/// The mail with its body encrypted (PGP/MIME, RFC 3156 section 4): `armored` is the OpenPGP
/// message of body_of(). Its header stays as it is, so everybody on the way reads the subject.
/// Throws as to_mime() does.
std::string to_encrypted_mime(const MimeMail& mail, std::string_view armored);

}  // namespace courier
