#include "accounts/webhooks/callback_url.h"
#include "base/addresses.h"
#include "base/calendar.h"
#include "base/encoding.h"
#include "base/mail_address.h"
#include "config/duration.h"
#include "config/outline.h"
#include "confined/wire.h"
#include "fuzz/require.h"
#include "fuzz/targets.h"
#include "grants/redirect_uri.h"
#include "json/json.h"
#include "model/account.h"
#include "model/browser.h"
#include "model/scope.h"
#include "model/skylink.h"
#include "templates/templates.h"

namespace fuzz::of_texts {

void json_text(std::string_view bytes) {
  const auto text = json::dump(json::parse(bytes));
  require(json::dump(json::parse(text)) == text, "what was written reads as something else");
}

void url(std::string_view bytes) {
  grants::may_be_registered(bytes);
  grants::caution_about(bytes);
  grants::web_origin_of(bytes);
  accounts::callback_url_fault(bytes, false);
  base::is_public_literal(std::string(bytes));
  base::is_of_local_network(bytes);
}

void mail_address(std::string_view bytes) {
  base::is_sender_address(bytes);
  const auto key = model::email_key(bytes);
  if (key) require(model::email_key(*key) == key, "the key of an address has another key");
}

void http_date(std::string_view bytes) { base::parse_http_date(bytes); }

void encodings(std::string_view bytes) {
  const std::string text(bytes);
  require(base::from_base64(base::to_base64(bytes)) == text, "base64 does not come back");
  require(base::from_base64url(base::to_base64url(bytes)) == text, "base64url does not come back");
  require(base::percent_decoded(base::percent_encoded(bytes)) == text, "%XX does not come back");
  if (const auto read = base::from_base64(bytes)) {
    require(base::to_base64(*read) == bytes, "two texts of base64 are the same bytes");
  }
  base::percent_decoded(bytes);
}

void username(std::string_view bytes) {
  const auto key = model::username_key(bytes);
  if (key) require(model::username_key(*key) == key, "the key of a name has another key");
}

void scope(std::string_view bytes) { model::Scopes::parse(bytes); }

void skylink(std::string_view bytes) { model::Skylink::parse(bytes); }

void browser(std::string_view bytes) { model::browser_of(bytes); }

void languages(std::string_view bytes) { templates::choose_language(bytes, {"de", "en"}, "en"); }

void configuration(std::string_view bytes) {
  config::Outline(bytes).misplaced();
  config::parse_duration(bytes, std::chrono::seconds{1});
}

/// What a process that a stranger's bytes have taken over may send back.
void cell(std::string_view bytes) { confined::read_back(bytes); }

}  // namespace fuzz::of_texts
