#include "courier/smtp_refusal.h"

#include <string>

#include "base/text.h"

namespace courier {
namespace {

constexpr int kFirstForGood = 500;

/// What RCPT, DATA and the content are refused by: an enhanced code, or with a '.' at its end all
/// that begin so.
struct Enhanced {
  std::string_view code;
  SmtpFault fault;
};

constexpr auto kUs = SmtpFault::us;
constexpr auto kThisMail = SmtpFault::this_mail;

/// The first that fits counts.
constexpr Enhanced kEnhanced[] = {
    {"5.1.7", kUs},         // the sender's address is malformed
    {"5.1.8", kUs},         // the sender's domain does not exist
    {"5.1.", kThisMail},    // the recipient's address
    {"5.2.", kThisMail},    // the recipient's mailbox
    {"5.3.4", kThisMail},   // too long
    {"5.3.", kUs},          // the mail server itself
    {"5.4.", kThisMail},    // no way to the recipient's server
    {"5.5.", kUs},          // our commands; also "HELO must be a full name"
    {"5.6.", kThisMail},    // the content
    {"5.7.2", kThisMail},   // a list that takes no mails of strangers
    {"5.7.17", kThisMail},  // the mailbox has another owner (RFC 7293)
    {"5.7.18", kThisMail},  // the domain has
    {"5.7.", kUs},          // not allowed: relaying, sign-in, sender
};

/// What they are refused by without one: a basic code, and a word in lower case that the text has.
struct Basic {
  int least;
  int most;
  std::string_view word;
  SmtpFault fault;
};

constexpr Basic kBasic[] = {
    {556, 556, "", kThisMail},  // the domain takes no mail (RFC 7504)
    {500, 549, "", kUs},        // our commands, sign-in (RFC 4954), TLS (RFC 3207)
    {555, 599, "", kUs},        // our parameters
    // Exim and qmail say so in words alone.
    {550, 554, "relay", kUs},
    {550, 554, "rcpthosts", kUs},
    {550, 554, "helo", kUs},
    {550, 554, "authenticat", kUs},
    {550, 554, "sender", kUs},
    {550, 554, "", kThisMail},
};

bool fits(const Enhanced& row, std::string_view code) {
  return row.code.ends_with('.') ? code.starts_with(row.code) : code == row.code;
}

bool fits(const Basic& row, int code, const std::string& text) {
  return code >= row.least && code <= row.most && text.find(row.word) != text.npos;
}

}  // namespace

SmtpFault fault_of(const SmtpRefusal& refusal) {
  if (refusal.code < kFirstForGood) return SmtpFault::passing;
  // Before a recipient is named, it is not about one.
  if (refusal.command != "RCPT" && refusal.command != "DATA") return kUs;
  for (const auto& row : kEnhanced) {
    if (fits(row, refusal.enhanced)) return row.fault;
  }
  const auto text = base::ascii_lower(refusal.text);
  for (const auto& row : kBasic) {
    if (fits(row, refusal.code, text)) return row.fault;
  }
  return kThisMail;
}

}  // namespace courier
