#pragma once

#include "model/account.h"
#include "store/columns.h"

namespace store {

/// The columns of `accounts` that a model::Account is made of.
inline constexpr auto kAccountColumns = columns(
    field("id", &model::Account::id), field("username", &model::Account::username),
    field("username_key", &model::Account::username_key), field("email", &model::Account::email),
    field("email_key", &model::Account::email_key),
    field("password_hash", &model::Account::password_hash), field("state", &model::Account::state),
    field("created_at", &model::Account::created_at),
    field("expires_at", &model::Account::expires_at), field("tier", &model::Account::tier),
    field("pgp_key", &model::Account::pgp_key), field("tokens_from", &model::Account::tokens_from),
    field("email_verified_at", &model::Account::email_verified_at));

}  // namespace store
