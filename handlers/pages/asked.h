#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/error.h"
#include "gateway/request.h"
#include "gateway/response.h"
#include "origin.h"

namespace grants {
class KeptRequests;
}

/// What a client asks for by way of a browser, at whichever of our authorization endpoints, and how
/// the browser comes back to it over a sign-in.
namespace pages {

class Renderer;

/// Where requests wait meanwhile.
struct Keeper {
  grants::KeptRequests& requests;
  OriginOf origin_of;
};

/// A request, wherever it stands.
struct Asked {
  gateway::Fields fields;
  std::optional<base::Time> at = {};  ///< when it came, of one that was kept
};

/// The request that these fields are, or that they say was kept ("kept"). Refuses, about
/// invalid_request: one that is gone ("authorization.gone"), or over grants::KeptRequests::kLongest
/// ("authorization.too_long").
Asked read_asked(const Keeper& keeper, const gateway::Fields& given);

/// Its fields as the browser brings them, in the query of a link or in a form: without those that
/// the form of a consent adds. Of what cannot be read: none.
gateway::Fields brought(const gateway::Request& request);

/// Whether a form is that of a consent, whoever sent it, and no client's own request.
bool is_consent(const gateway::Request& request);

/// A path of ours by which a browser comes back to what it asks for here, and whether that is kept
/// in any case, or only when it is long. Refuses as read_asked().
enum class Keeping { when_long, always };
std::string way_back(const Keeper& keeper, const gateway::Request& request, Keeping keeping);

/// The same of a long one; empty when there is no way back, and people start anew where they came
/// from. Never throws base::Error.
std::string way_back_if_any(const Keeper& keeper, const gateway::Request& request);

/// Sends a browser on to a client: by a redirect, or, when no header has room for `location`, by a
/// page that leads on. Refuses ("authorization.too_long") what is too long for a program.
gateway::Response send_on(const Renderer& renderer, const gateway::Request& request,
                          std::string location);

}  // namespace pages
