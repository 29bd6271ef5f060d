#pragma once

#include "accounts/proof/signature_check.h"
#include "gateway/request.h"

namespace oauth_api {

/// A request whose headers "Date" and "email", and others if it likes, were signed after
/// draft-cavage-http-signatures:
///
///   Authorization: Signature keyId="/<email>/keys/<MD5>",algorithm="rsa-sha256",
///                  headers="date email",signature="<base64>"
///
/// "headers" may also name "(request-target)"; without it "date" alone was signed. Refuses:
/// invalid_argument (one of the three headers is missing, by name, or malformed), unauthorized (a
/// header that was signed is not here).
accounts::SignedRequest read_signed_headers(const gateway::Request& request);

}  // namespace oauth_api
