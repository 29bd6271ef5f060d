#include "model/mail_kind.h"

#include <algorithm>
#include <iterator>

namespace model {
namespace {

constexpr MailKind kKinds[] = {
    {.template_name = "verify"},
    {.template_name = "already-registered"},
    {.template_name = "confirm-address"},
    {.template_name = "reset-password", .for_security = true},
    {.template_name = "password-changed", .for_security = true},
    {.template_name = "address-changing", .for_security = true},
    {.template_name = "address-changed", .for_security = true, .in_plain = true},
    {.template_name = "ssh-key-added", .for_security = true},
    {.template_name = "ssh-key-removed", .for_security = true},
    {.template_name = "pgp-key-added", .for_security = true, .in_plain = true},
    {.template_name = "pgp-key-expiring"},
    {.template_name = "pgp-key-preferred", .for_security = true, .in_plain = true},
    {.template_name = "pgp-key-removed", .for_security = true, .in_plain = true},
    {.template_name = "personal-token-made", .for_security = true},
    {.template_name = "webhook-added", .for_security = true},
    {.template_name = "client-added", .for_security = true},
    {.template_name = "new-network", .for_security = true},
    {.template_name = "more-changes", .for_security = true},
    {.template_name = "account-deleted", .for_security = true, .in_plain = true},
};

}  // namespace

std::span<const MailKind> mail_kinds() { return kKinds; }

MailKind mail_kind(std::string_view template_name) {
  const auto* found = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const auto& kind) {
    return kind.template_name == template_name;
  });
  return found == std::end(kKinds) ? MailKind{.template_name = template_name} : *found;
}

}  // namespace model
