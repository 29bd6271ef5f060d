#include "model/message.h"

#include <optional>

#include "base/error.h"
#include "json/json.h"

namespace model {
namespace {

[[noreturn]] void refuse() {
  throw base::Error(base::ErrorCode::invalid_argument, {"The payload is not one of a mail."});
}

template <typename Found>
Found required(std::optional<Found> found) {
  if (!found) refuse();
  return *found;
}

}  // namespace

std::string to_payload(const Mail& mail) {
  return json::dump({{"template", mail.template_name},
                     {"language", mail.language},
                     {"recipient", mail.recipient},
                     {"username", mail.username},
                     {"challenge", mail.challenge.text()},
                     {"expires_at", base::to_millis(mail.expires_at)},
                     {"detail", mail.detail},
                     {"address", mail.address},
                     {"browser", mail.browser},
                     {"system", mail.system},
                     {"in_plain", mail.in_plain},
                     {"with_code", mail.with_code}});
}

Mail mail_from_payload(std::string_view payload) {
  const auto object = json::parse_object(payload);
  const auto text = [&](std::string_view name) {
    return std::string(required(json::text_member(object, name)));
  };
  const auto text_or_none = [&](std::string_view name) {
    return std::string(json::text_member(object, name).value_or(""));
  };
  const auto is_set = [&](std::string_view name) {
    const auto found = object.find(name);
    return found != object.end() && *found == true;
  };
  return {.template_name = text("template"),
          .language = text("language"),
          .recipient = text("recipient"),
          .username = text("username"),
          .challenge = required(base::Id::parse(text("challenge"))),
          .expires_at = base::from_millis(required(json::integer_member(object, "expires_at"))),
          .detail = text_or_none("detail"),
          .address = text_or_none("address"),
          .browser = text_or_none("browser"),
          .system = text_or_none("system"),
          .in_plain = is_set("in_plain"),
          .with_code = is_set("with_code")};
}

}  // namespace model
