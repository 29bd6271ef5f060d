#include "courier/composer.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/error.h"
#include "base/text.h"
#include "base/url.h"
#include "model/mail_kind.h"

namespace courier {
namespace {

std::string first_line(const std::string& text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

void check_shown(const std::string& text) {
  if (base::has_control(text)) {
    throw base::Error(base::ErrorCode::invalid_argument, {},
                      base::PrivateDetail{"a mail that would show a control character"});
  }
}

// Puts an invisible word joiner (U+2060) before each dot of the username, because mail programs
// turn whatever looks like a host name into a link.
model::Mail in_html(model::Mail mail) {
  std::string name;
  for (const char c : mail.username) {
    if (c == '.') name += "\u2060";
    name += c;
  }
  mail.username = name;
  return mail;
}

// Whether the mail must not be encrypted: an intruder could add a key of their own and prefer it,
// and the owner could not read the warning.
bool is_in_plain(const model::Mail& mail) {
  return mail.in_plain || model::mail_kind(mail.template_name).in_plain;
}

}  // namespace

Composer::Composer(const crypto::OpaqueTokens& tokens, const templates::Templates& templates,
                   Settings settings, KeyOf key_of)
    : tokens_(tokens),
      templates_(templates),
      settings_(std::move(settings)),
      key_of_(std::move(key_of)) {}

templates::Values Composer::values(const model::Message& message, const model::Mail& mail) const {
  templates::Values values{{"site", settings_.site_name}, {"username", mail.username}};
  if (!mail.detail.empty()) values.emplace_back("detail", mail.detail);
  if (!mail.address.empty()) values.emplace_back("address", mail.address);
  if (!mail.browser.empty()) values.emplace_back("browser", mail.browser);
  if (!mail.system.empty()) values.emplace_back("system", mail.system);
  values.emplace_back("when", base::to_the_minute(message.created_at));
  if (mail.challenge.is_nil()) return values;
  const auto token = tokens_.mint(crypto::TokenKind::challenge, mail.challenge);
  const auto lifetime = mail.expires_at - message.created_at;
  const auto minutes = std::chrono::round<std::chrono::minutes>(lifetime);
  auto link = url_of(mail);
  base::add_parameter(link, "token", token);
  values.emplace_back("link", std::move(link));
  if (mail.with_code) values.emplace_back("code", tokens_.code(mail.challenge));
  values.emplace_back("minutes", std::to_string(minutes.count()));
  values.emplace_back("expires", base::to_the_minute(mail.expires_at));
  return values;
}

const std::string& Composer::url_of(const model::Mail& mail) const {
  const auto is_any_of = [&](auto... names) { return ((mail.template_name == names) || ...); };
  if (is_any_of("reset-password", "pgp-key-preferred", "address-changed", "more-changes")) {
    return settings_.reset_url;
  }
  if (mail.template_name == "confirm-address") return settings_.confirm_url;
  return settings_.verify_url;
}

std::string Composer::language_of(const model::Mail& mail) const {
  const auto languages = templates_.languages();
  const bool known =
      std::find(languages.begin(), languages.end(), mail.language) != languages.end();
  return known ? mail.language : "en";
}

Draft Composer::compose(const model::Message& message) const {
  const auto mail = model::mail_from_payload(message.payload);
  check_shown(mail.username);
  check_shown(mail.detail);
  const auto language = language_of(mail);
  const auto render = [&](const char* suffix, const model::Mail& shown) {
    return templates_.render(language, mail.template_name + suffix, values(message, shown));
  };
  const MimeMail content{.id = message.id,
                         .date = message.created_at,
                         .sender = settings_.sender,
                         .sender_name = settings_.sender_name,
                         .recipient = mail.recipient,
                         .subject = first_line(render(".subject", mail)),
                         .language = language,
                         .text = render(".txt", mail),
                         .html = render(".html", in_html(mail))};
  auto key = is_in_plain(mail) ? std::nullopt : key_of_(mail.recipient, content.date);
  return {.mail = content,
          .plain = {message.id, settings_.sender, mail.recipient, to_mime(content)},
          .key = std::move(key)};
}

}  // namespace courier
