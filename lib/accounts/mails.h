#pragma once

#include "accounts/context.h"
#include "model/message.h"

namespace model {
struct Account;
}

namespace accounts {

/// Queues a mail, in the transaction of what it tells of.
void queue_mail(store::Session& session, const Context& context, const model::Mail& mail);

/// Queues a mail to the owner of an account, at its address. While nobody has vouched for the key
/// that their mails are encrypted to (PgpKeys::prefer()), one that is for security
/// (model/mail_kind.h) goes out twice: in plain, and as they wish it.
void queue_mail_to(store::Session& session, const Context& context, const model::Account& account,
                   model::Mail mail);

/// Whether a warning brings a way back: a link (kTakeBack) by which whoever reads the mail chooses
/// a new password and takes back the address and the key that mails go to, for a week. It is for
/// what could turn other ways back to somebody else.
enum class WayBack { none, by_link };

/// Tells the owner of an account what has happened to it, in the language in which they registered:
/// whoever does it may speak another. Nothing for an account without address, or with one that
/// nobody has proved: it may be a stranger's. `detail` is
/// Mail::detail.
///
/// It is under none of the budgets that strangers could use up to keep the owner from knowing. Of
/// one kind an owner is told five times an hour at one address, then once that there is more, then
/// no more: so nobody makes a flood of it, and what goes to an address that somebody has moved the
/// account to uses up nothing of the owner's. A way back that may be given (only to the first
/// address of those that the account was moved from) always is, while that address has none that
/// lives.
void tell_owner(store::Session& session, const Context& context, const model::Account& account,
                const std::string& template_name, const std::string& detail, const Origin& origin,
                WayBack way_back = WayBack::none);

}  // namespace accounts
