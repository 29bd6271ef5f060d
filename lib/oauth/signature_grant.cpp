#include "oauth/signature_grant.h"

#include "oauth/errors.h"

namespace oauth {

accounts::Proof SignatureGrant::proof_of(const TokenRequest& request) {
  const auto headers = request.signed_headers();
  try {
    return signatures_.check(headers, request.origin);
  } catch (const base::Error& error) {
    if (error.code() != base::ErrorCode::unauthorized) throw;
    throw invalid_grant(error.public_text());
  }
}

}  // namespace oauth
