#pragma once

#include "accounts/abuse_gate.h"
#include "accounts/context.h"
#include "model/account.h"

namespace accounts {

/// By what somebody has proved who they are.
enum class Proof { password, signature };

/// What every sign-in leaves, in its transaction: the network is known from now on, the owner is
/// told by mail ("new-network") of one that is near none they have signed in from, and a password
/// that was proved vouches for the key that mails are encrypted to. `account` is as it is now.
void note_arrival(store::Session& session, const Context& context, AbuseGate& gate,
                  const model::Account& account, Proof proof, const Origin& origin);

}  // namespace accounts
