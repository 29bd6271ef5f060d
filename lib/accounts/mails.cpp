#include "accounts/mails.h"

#include "store/outbox.h"

namespace accounts {

void queue_mail(store::Session& session, const Context& context, const model::Mail& mail) {
  const auto now = context.clock.now();
  store::Outbox(session).insert({.id = base::Id::make(now, context.entropy),
                                 .channel = "mail",
                                 .payload = model::to_payload(mail),
                                 .created_at = now,
                                 .due_at = now,
                                 .last_error = {}});
}

void tell_owner(store::Session& session, const Context& context, const model::Account& account,
                const std::string& template_name, const std::string& detail, const Origin& origin) {
  if (!account.email) return;
  queue_mail(session, context,
             {.template_name = template_name,
              .language = origin.language,
              .recipient = *account.email,
              .username = account.username,
              .challenge = {},
              .expires_at = {},
              .detail = detail});
}

}  // namespace accounts
