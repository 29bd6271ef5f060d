#include "grants/signature_grant.h"

#include "base/error.h"

namespace grants {

accounts::Proof SignatureGrant::proof_of(const TokenRequest& request) {
  const auto headers = request.signed_headers();
  try {
    return signatures_.check(headers, request.origin);
  } catch (const base::Error& error) {
    if (error.code() != base::ErrorCode::unauthorized) throw;
    throw base::Error(error).about("invalid_grant");
  }
}

}  // namespace grants
