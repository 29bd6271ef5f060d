#include "meta/audit_words.h"

#include <algorithm>

namespace meta {

namespace {

struct Row {
  std::string_view event;
  std::string_view action;
};

constexpr Row kRows[] = {
    {"account:registered", "account created"},
    {"account:registered-upstream", "account created"},
    {"account:created", "account created"},
    {"account:verified", "email confirmed"},
    {"account:blocked", "account suspended"},
    {"account:unblocked", "suspension ended"},
    {"account:deleted", "account deleted"},
    {"account:tier-changed", "tier changed"},
    {"account:signed-in", "logged in"},
    {"account:sign-in-failed", "log in failed"},
    {"account:session-ended", "logged out"},
    {"account:sessions-ended", "logged out everywhere else"},
    {"account:token-revoked", "revoked token"},
    {"account:refresh-token-made", "issued refresh token"},
    {"account:refresh-token-revoked", "revoked refresh token"},
    {"account:address-asked-for", "somebody tried to register with your email"},
    {"account:address-change-asked-for", "email change requested"},
    {"account:address-changed", "email updated"},
    {"account:address-answered-for", "email updated"},
    {"account:address-withdrawn", "email updated"},
    {"account:profile-updated", "updated profile via API"},
    {"account:ssh-key-added", "ssh key added"},
    {"account:ssh-key-removed", "ssh key deleted"},
    {"account:ssh-key-confirmed", "confirmed ssh key"},
    {"account:pgp-key-added", "pgp key added"},
    {"account:pgp-key-removed", "pgp key deleted"},
    {"account:pgp-key-preferred", "changed pgp key"},
    {"account:pgp-key-confirmed", "confirmed pgp key"},
    {"account:password-changed", "password changed"},
    {"account:password-reset-asked-for", "password reset requested"},
    {"account:password-reset", "password reset"},
    {"account:webhook-added", "webhook added"},
    {"account:webhook-removed", "webhook deleted"},
    {"account:webhook-enabled", "webhook enabled"},
    {"oauth:client-added", "register oauth client"},
    {"oauth:client-secret-reset", "reset client secret"},
    {"oauth:client-removed", "deleted oauth client"},
    {"oauth:client-grants-ended", "revoked oauth tokens"},
    {"oauth:grant-made", "application allowed"},
    {"oauth:exchange-allowed", "application allowed"},
    {"oauth:token-issued", "oauth token issued"},
    {"oauth:personal-token-issued", "issued oauth token"},
    {"oauth:token-revoked", "revoked oauth token"},
    {"oauth:grant-ended", "revoked oauth token"},
    {"oauth:code-reused", "application stopped: its code was used twice"},
    {"oauth:code-misused", "application stopped: its code was used by somebody else"},
    {"oauth:refresh-token-reused", "application stopped: its refresh token was used twice"},
};

}  // namespace

std::string_view action_of(std::string_view event) {
  const auto* found = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const Row& row) { return row.event == event; });
  return found == std::end(kRows) ? event : found->action;
}

}  // namespace meta
