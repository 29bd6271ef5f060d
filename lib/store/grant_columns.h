#pragma once

#include "model/oauth.h"
#include "store/columns.h"

namespace store {

/// The columns of `grants` that a model::Grant is made of.
inline constexpr auto kGrantColumns = columns(
    field("id", &model::Grant::id), field("type", &model::Grant::type),
    field<NullIfNothing<std::string>>("client", &model::Grant::client),
    field<NullIfNothing<base::Id>>("account", &model::Grant::account),
    field("scopes", &model::Grant::scopes), field("comment", &model::Grant::comment),
    field("created_at", &model::Grant::created_at),
    field("signed_in_at", &model::Grant::signed_in_at),
    field("expires_at", &model::Grant::expires_at), field("ssh_key", &model::Grant::ssh_key));

}  // namespace store
