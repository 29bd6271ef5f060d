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
    {"account:signed-in", "logged in"},
    {"account:session-ended", "logged out"},
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
    {"account:password-reset-asked-for", "password reset requested"},
    {"account:password-reset", "password reset"},
    {"oauth:client-added", "register oauth client"},
    {"oauth:client-secret-reset", "reset client secret"},
    {"oauth:client-removed", "deleted oauth client"},
    {"oauth:client-grants-ended", "revoked oauth tokens"},
    {"oauth:token-issued", "oauth token issued"},
    {"oauth:personal-token-issued", "issued oauth token"},
    {"oauth:token-revoked", "revoked oauth token"},
    {"oauth:grant-ended", "revoked oauth token"},
};

}  // namespace

std::string_view action_of(std::string_view event) {
  const auto* found = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const Row& row) { return row.event == event; });
  return found == std::end(kRows) ? event : found->action;
}

}  // namespace meta
