#include "courier/mime.h"

#include <algorithm>
#include <cstdint>

#include "base/calendar.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/mail_address.h"
#include "base/text.h"

namespace courier {
namespace {

constexpr std::size_t kLongestLine = 76;       // RFC 2045 section 6.7, RFC 2047 section 2
constexpr std::size_t kEncodedWordOf = 39;     // bytes in one encoded-word: 64 characters of it
constexpr std::size_t kLongestPlainText = 60;  // in a header that needs no encoding

[[noreturn]] void refuse(const std::string& what) {
  throw base::Error(base::ErrorCode::invalid_argument, {},
                    base::PrivateDetail{"a mail with a bad " + what});
}

bool is_visible_ascii(char c) { return c > 0x20 && c < 0x7f; }

void check_line(std::string_view text, const std::string& what) {
  if (base::has_control(text) || !base::is_utf8(text)) refuse(what);
}

void check(const MimeMail& mail) {
  if (!base::is_sender_address(mail.sender)) refuse("sender");
  if (!base::is_mail_address(mail.recipient)) refuse("recipient");
  check_line(mail.sender_name, "sender's name");
  check_line(mail.subject, "subject");
  if (!std::all_of(mail.language.begin(), mail.language.end(), is_visible_ascii)) {
    refuse("language");
  }
  if (!base::is_utf8(mail.text) || !base::is_utf8(mail.html)) refuse("text");
}

// Writes encoded-words (RFC 2047), one per line, never splitting a character.
std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto length = std::min(kEncodedWordOf, text.size());
    while (length < text.size() && (text[length] & 0xc0) == 0x80) --length;
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base::to_base64(text.substr(0, length)) + "?=";
    text.remove_prefix(length);
  }
  return out;
}

bool needs_encoding(std::string_view text) {
  return text.size() > kLongestPlainText || text.find("=?") != text.npos ||
         !std::all_of(text.begin(), text.end(),
                      [](char c) { return c == ' ' || is_visible_ascii(c); });
}

std::string quoted_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string from_header(const std::string& name, const std::string& address) {
  if (name.empty()) return "<" + address + ">";
  const auto phrase = needs_encoding(name) ? encoded_words(name) : quoted_string(name);
  return phrase + "\r\n <" + address + ">";
}

// Writes quoted-printable (RFC 2045 section 6.7), one token at a time.
class QuotedPrintable {
 public:
  // `rest` begins with the character to write.
  void put(std::string_view rest) {
    const char c = rest[0];
    const bool blank_at_end = (c == ' ' || c == '\t') && (rest.size() == 1 || rest[1] == '\n');
    const bool literal = (is_visible_ascii(c) || c == ' ' || c == '\t') && c != '=';
    const bool plain = literal && !blank_at_end;
    if (column_ + (plain ? 1 : 3) > kLongestLine - 1) soft_break();
    // Careless programs on the way change lines that begin like this.
    const bool fragile = column_ == 0 && (c == '.' || rest.starts_with("From "));
    plain && !fragile ? add({&c, 1}) : add_encoded(static_cast<std::uint8_t>(c));
  }
  void end_line() {
    out_ += "\r\n";
    column_ = 0;
  }
  std::string take() && { return std::move(out_); }

 private:
  void add(std::string_view token) {
    out_ += token;
    column_ += token.size();
  }
  void add_encoded(std::uint8_t byte) {
    static constexpr char digits[] = "0123456789ABCDEF";
    add(std::string{'=', digits[byte >> 4], digits[byte & 15]});
  }
  void soft_break() {
    out_ += '=';
    end_line();
  }

  std::string out_;
  std::size_t column_ = 0;
};

std::string with_plain_line_ends(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
  }
  if (!out.ends_with('\n')) out += '\n';
  return out;
}

std::string quoted_printable(const std::string& text) {
  const auto lines = with_plain_line_ends(text);
  QuotedPrintable writer;
  for (std::string_view rest = lines; !rest.empty(); rest.remove_prefix(1)) {
    rest[0] == '\n' ? writer.end_line() : writer.put(rest);
  }
  return std::move(writer).take();
}

std::string part(const std::string& type, const std::string& text) {
  return "Content-Type: " + type +
         "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
         quoted_printable(text);
}

// "=_" never occurs in quoted-printable or in ASCII armour.
std::string boundary_of(const MimeMail& mail) { return "=_" + mail.id.text(); }

std::string content_type(const std::string& type, const std::string& boundary) {
  return "Content-Type: " + type + ";\r\n boundary=\"" + boundary + "\"\r\n";
}

// The header without its Content-Type.
std::string header(const MimeMail& mail) {
  const auto host = mail.sender.substr(mail.sender.rfind('@') + 1);
  const auto subject = needs_encoding(mail.subject) ? encoded_words(mail.subject) : mail.subject;
  std::string out;
  out += "Date: " + base::mail_date(mail.date) + "\r\n";
  out += "From: " + from_header(mail.sender_name, mail.sender) + "\r\n";
  out += "To: <" + mail.recipient + ">\r\n";
  out += "Subject: " + subject + "\r\n";
  out += "Message-ID: <" + mail.id.text() + "@" + host + ">\r\n";
  out += "Auto-Submitted: auto-generated\r\n";
  out += "MIME-Version: 1.0\r\n";
  if (!mail.language.empty()) out += "Content-Language: " + mail.language + "\r\n";
  return out;
}

// The text and HTML parts, beginning with their Content-Type.
std::string alternative(const MimeMail& mail) {
  const auto boundary = boundary_of(mail);
  return content_type("multipart/alternative", boundary) +               //
         "\r\n--" + boundary + "\r\n" + part("text/plain", mail.text) +  //
         "\r\n--" + boundary + "\r\n" + part("text/html", mail.html) +   //
         "\r\n--" + boundary + "--\r\n";
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    out += c == '\n' ? "\r\n" : std::string(1, c);
  }
  return out;
}

// The part with the PGP/MIME version, and the part with the encrypted message.
std::string encrypted_parts(const std::string& boundary, std::string_view armored) {
  return "\r\n--" + boundary +
         "\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--" + boundary +
         "\r\nContent-Type: application/octet-stream; name=\"encrypted.asc\"\r\n"
         "Content-Disposition: inline; filename=\"encrypted.asc\"\r\n\r\n" +
         with_crlf(armored) + "\r\n--" + boundary + "--\r\n";
}

}  // namespace

std::string to_mime(const MimeMail& mail) {
  check(mail);
  return header(mail) + alternative(mail);
}

std::string body_of(const MimeMail& mail) { return alternative(mail); }

std::string to_encrypted_mime(const MimeMail& mail, std::string_view armored) {
  check(mail);
  const auto boundary = boundary_of(mail) + "_";
  return header(mail) +
         content_type("multipart/encrypted;\r\n protocol=\"application/pgp-encrypted\"", boundary) +
         encrypted_parts(boundary, armored);
}

}  // namespace courier
