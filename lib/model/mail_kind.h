#pragma once

#include <span>
#include <string_view>

namespace model {

/// What holds for every mail made from one template.
struct MailKind {
  std::string_view template_name;
  /// Whether it is a warning or a way back into an account. Such a mail is sent in plain as well,
  /// as long as a stranger may have chosen the key that mails are encrypted to.
  bool for_security = false;
  /// Whether it is never encrypted: it is about such a key, or goes to an address that no longer
  /// belongs to an account.
  bool in_plain = false;
};

/// One for every mail that there is.
std::span<const MailKind> mail_kinds();

/// The kind of a template; for an unknown one both are false.
MailKind mail_kind(std::string_view template_name);

}  // namespace model
