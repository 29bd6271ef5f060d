#pragma once

#include "base/id.h"
#include "grants/grant_type.h"
#include "model/grant_names.h"

namespace grants {

/// RFC 6749 section 6, RFC 9700 section 4.14: `refresh_token`, and a `scope` that applies only to
/// the new access token. During the grace period a replaced token returns the same tokens again;
/// after it, its use ends the whole grant. Refuses: invalid_grant, invalid_scope (more than was
/// granted).
class RefreshGrant : public GrantType {
 public:
  RefreshGrant(accounts::Context& context, Issuance& issuance)
      : context_(context), issuance_(issuance) {}

  std::string_view name() const override { return model::kRefreshGrant; }
  Outcome give(const TokenRequest& request) override;

 private:
  Outcome refresh(store::Session& session, const base::Id& id, const TokenRequest& request);
  Outcome repeat(store::Session& session, const model::Grant& grant, const base::Id& id,
                 const accounts::Origin& origin);

  const accounts::Context& context_;
  Issuance& issuance_;
};

}  // namespace grants
