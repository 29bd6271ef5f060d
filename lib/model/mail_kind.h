#pragma once

#include <string_view>

namespace model {

/// What is so of every mail of one template.
struct MailKind {
  std::string_view template_name;
  /// A way back into an account, or a warning: while a stranger may have chosen the key that mails
  /// are encrypted to, it is sent in plain as well.
  bool for_security = false;
  /// It tells of such a key, or goes to an address that is no account's any more: never encrypted.
  bool in_plain = false;
};

/// The kind of a template; one that is not known has none of these.
MailKind mail_kind(std::string_view template_name);

}  // namespace model
