#include "meta/refusal_words.h"

#include <algorithm>

#include "model/profile.h"
#include "refusal_row.h"

namespace meta {

namespace {

/// `words` may have {} for what the rule names, {field} for what it is about, and {title} for that
/// at the beginning of a sentence.
struct Row {
  std::string_view rule;
  std::string_view field;  ///< empty: as the refusal names it
  std::string_view words;
};

constexpr Row kRows[] = {
    {"body.no_json", "", "Invalid JSON provided"},
    {"body.no_object", "", "Expected JSON dictionary"},
    {"body.type", "",
     "Unsupported content type: send JSON as application/json, or a form as "
     "application/x-www-form-urlencoded"},
    {"field.missing", "", "{field} is required"},
    {"field.repeated", "", "{field} may be given only once"},
    {"field.null", "", "{field} may not be null"},
    {"field.no_text", "", "{field} should be a str"},
    {"field.no_truth", "", "{field} should be a bool"},
    {"field.no_number", "", "{field} should be an int"},

    {"token.missing", "", "No authorization supplied (expected an OAuth token)"},
    {"token.malformed", "", "Invalid authorization supplied"},
    {"token.unknown", "", "Invalid or expired OAuth token"},
    {"token.scope", "", "Your OAuth token is not permitted to use this endpoint (needs {})"},

    {"profile.too_long", "", "{title} must fewer than {} characters."},
    {"profile.no_web_address", "", "{title} must be a valid http or https URL"},
    {"profile.control_characters", "", "{title} must not have control characters."},
    {"profile.email_too_long", "", "Email must be no more than {} characters."},
    {"profile.unknown_pgp_key", "use_pgp_key", "You have no such PGP key"},
    {"profile.expired_pgp_key", "use_pgp_key", "This PGP key expired on {}."},
    {"address.taken", "", "This email address is already in use."},

    {"ssh_key.missing", "ssh-key", "ssh-key is required"},
    {"ssh_key.malformed", "ssh-key", "This is not a valid SSH key"},
    {"ssh_key.private", "ssh-key",
     "This is not a valid SSH key: it is a private key, and you have just sent it over the "
     "network. Nobody but you should ever have it: use it no more, make a new pair, and give us "
     "the file that ends in .pub."},
    {"ssh_key.unfit", "ssh-key", "This is not a valid SSH key: {}"},
    {"ssh_key.too_long", "ssh-key", "SSH key longer than max of {} characters."},
    {"ssh_key.comment_too_long", "ssh-key", "Comment longer than max of {} characters."},
    {"ssh_key.known", "ssh-key", "We already have this SSH key on file."},
    {"ssh_key.too_many", "ssh-key", "An account has at most {} SSH keys."},

    {"pgp_key.missing", "pgp-key", "pgp-key is required"},
    {"pgp_key.too_long", "pgp-key",
     "Maximum encoded key length is {} bytes. Export a minimal key: gpg --export-options "
     "export-minimal --armor --export {field}"},
    {"pgp_key.unread", "",
     "Maximum encoded key length is 32768 bytes. Export a minimal key: gpg --export-options "
     "export-minimal --armor --export ID"},
    {"pgp_key.malformed", "pgp-key", "This is not a valid PGP key"},
    {"pgp_key.no_single_block", "pgp-key",
     "This is not a valid PGP key: send one block and nothing else."},
    {"pgp_key.checksum", "pgp-key",
     "This is not a valid PGP key: its checksum is wrong, so it was damaged on the way. Export it "
     "again."},
    {"pgp_key.several", "pgp-key", "This is not a valid PGP key: send exactly one."},
    {"pgp_key.version", "pgp-key",
     "This is not a valid PGP key: only keys of version 4 are accepted."},
    {"pgp_key.too_new", "pgp-key",
     "We were unable to encrypt a test message with this key: keys of the newer forms of OpenPGP "
     "(RFC 9580: version 6, X25519 and its like) are not supported yet. Make one of version 4, as "
     "gpg does."},
    {"pgp_key.exponent_too_long", "pgp-key",
     "This is not a valid PGP key: its RSA exponent has more than {} bits."},
    {"pgp_key.number_too_long", "pgp-key", "This PGP key is too large: its numbers are too long."},
    {"pgp_key.rsa_too_long", "pgp-key",
     "This PGP key is too large: RSA keys of at most {} bits are accepted."},
    {"pgp_key.rsa_too_short", "pgp-key",
     "We were unable to encrypt a test message with this key: RSA keys of less than {} bits are "
     "too weak."},
    {"pgp_key.unknown_kind", "pgp-key",
     "We were unable to encrypt a test message with this key: it is of an unknown kind."},
    {"pgp_key.secret", "pgp-key",
     "We were unable to encrypt a test message with this key: it is a private key, and you have "
     "just sent it over the network. Nobody but you should ever have it: revoke it, make a new "
     "one, and give us what gpg --armor --export prints."},
    {"pgp_key.expired", "pgp-key",
     "We were unable to encrypt a test message with this key: it expired on {}."},
    {"pgp_key.revoked", "pgp-key",
     "We were unable to encrypt a test message with this key: it was revoked on {}."},
    {"pgp_key.for_signatures", "pgp-key",
     "We were unable to encrypt a test message with this key: it is for signatures only. Add a "
     "subkey that encrypts."},
    {"pgp_key.weak_signatures", "pgp-key",
     "We were unable to encrypt a test message with this key: only SHA-1, which is broken, binds "
     "its parts together, last on {}. Renew its signatures, for example with gpg "
     "--quick-set-expire, and export it again."},
    {"pgp_key.useless", "pgp-key", "We were unable to encrypt a test message with this key"},
    {"pgp_key.too_costly", "pgp-key",
     "We were unable to encrypt a test message with this key: that takes too long. Use a smaller "
     "key, or export a minimal one: gpg --export-options export-minimal --armor --export "
     "{field}"},
    {"pgp_key.no_user_id", "pgp-key", "This key has no user IDs"},
    {"pgp_key.user_id_too_long", "pgp-key", "This key has a user ID that is too long."},
    {"pgp_key.too_many_user_ids", "pgp-key",
     "This key has too many user IDs: at most {} are accepted."},
    {"pgp_key.too_many_subkeys", "pgp-key",
     "This key has too many subkeys: at most {} are accepted."},
    {"pgp_key.too_many_signatures", "pgp-key",
     "This key has too many signatures: at most {} are accepted. Export a minimal key: gpg "
     "--export-options export-minimal --armor --export {field}"},
    {"pgp_key.known", "pgp-key", "This is a duplicate key"},
    {"pgp_key.too_many", "pgp-key", "An account has at most {} PGP keys."},
    {"pgp_key.preferred", "",
     "This is your preferred PGP key; it must be unset before it can be deleted."},

    {"webhook.no_url", "", "url is required"},
    {"webhook.url_too_long", "", "url should have at most {} characters"},
    {"webhook.url_malformed", "", "url should be an http or https URL with a host"},
    {"webhook.url_user", "", "url should have no user name"},
    {"webhook.url_port", "", "url should have port 80, 443, or one above 1023"},
    {"webhook.url_private", "", "url should have a public address"},
    {"webhook.no_event", "", "events is required"},
    {"webhook.unknown_event", "", "Unsupported event type"},
    {"webhook.scope", "", "Permission denied - does your token have the appropriate scopes?"},
    {"webhook.too_many", "", "An account has at most {} webhooks."},
    {"webhook.disabled", "", "This webhook is disabled: its receiver answered 410."},

    {"client.unknown", "", "Unknown client ID"},
    {"client.wrong_secret", "", "Invalid client secret"},
    {"exchange.expired", "", "Exchange token expired"},
    {"scope.missing", "", "scopes is required"},
    {"scope.malformed", "", "Invalid OAuth scope syntax"},
    {"scope.unknown", "", "Invalid scope {}"},
    {"scope.unknown_client", "", "Unknown client ID {}"},
    {"scope.read_only", "", "Write access not permitted for {}"},
    {"revocation.no_web_address", "revocation_url",
     "It must be an http or https URL of at most {} bytes."},

    {"lender.unnamed", "", "Required X-OAuth-ID and X-OAuth-Secret headers missing"},
    {"lender.unknown", "", "Unknown X-OAuth-ID"},
    {"lender.wrong_secret", "", "Incorrect X-OAuth-Secret"},
    {"client.not_trusted", "", "This feature is only available to first-party OAuth clients"},
    {"lent_scope.name", "", "A scope's name is made of a to z and _, at most {} of them."},
    {"lent_scope.description", "", "A description has 1 to {} bytes."},
    {"lent_scope.known", "", "A scope with this name already exists."},
};

std::string_view title_of(const std::string& field) {
  const auto* found =
      std::find_if(model::kProfileTexts.begin(), model::kProfileTexts.end(),
                   [&](const model::ProfileText& text) { return text.name == field; });
  return found == model::kProfileTexts.end() ? std::string_view(field) : found->title;
}

void fill(std::string& words, std::string_view place, std::string_view with) {
  const auto at = words.find(place);
  if (at != words.npos) words.replace(at, place.size(), with);
}

}  // namespace

std::string words_of(const base::Error& refusal) {
  const auto* row = row_of(kRows, refusal);
  if (row == nullptr) return {};
  std::string words(row->words);
  fill(words, "{field}", refusal.subject().empty() ? "ID" : refusal.subject());
  fill(words, "{title}", title_of(refusal.subject()));
  fill(words, "{}", refusal.value());
  return words;
}

std::string field_of(const base::Error& refusal) {
  const auto* row = row_of(kRows, refusal);
  const bool renamed = row != nullptr && !row->field.empty();
  return renamed ? std::string(row->field) : refusal.subject();
}

}  // namespace meta
