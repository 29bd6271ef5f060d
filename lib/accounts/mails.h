#pragma once

#include "accounts/context.h"
#include "model/account.h"
#include "model/message.h"

namespace accounts {

/// Queues a mail, in the transaction of what it tells of.
void queue_mail(store::Session& session, const Context& context, const model::Mail& mail);

/// Tells the owner of an account what has happened to it; nothing for an account without address.
/// It is under no budget: whoever uses that up could keep the owner from knowing. `detail` is
/// Mail::detail.
void tell_owner(store::Session& session, const Context& context, const model::Account& account,
                const std::string& template_name, const std::string& detail, const Origin& origin);

}  // namespace accounts
