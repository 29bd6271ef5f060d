#pragma once

#include <memory>
#include <vector>

#include "grants/grant_type.h"

namespace grants {

using GrantTypes = std::vector<std::unique_ptr<GrantType>>;

/// Every grant type that the token endpoint knows: the one list of them.
GrantTypes grant_types(accounts::Context& context, accounts::AbuseGate& gate,
                       accounts::SignatureCheck& signatures, Issuance& issuance);

}  // namespace grants
