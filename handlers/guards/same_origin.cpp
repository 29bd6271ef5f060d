#include "guards/same_origin.h"

#include "base/error.h"

namespace guards {

namespace {

/// The browser vouches that the page came from the very origin that the form goes to.
bool is_vouched_for(std::string_view site) { return site == "same-origin"; }

}  // namespace

void require_same_origin(const gateway::Request& request, const std::string& origin) {
  const auto site = request.header("sec-fetch-site").value_or("");
  const auto named = request.header("origin").value_or("");
  const bool foreign_site = !site.empty() && site != "none" && !is_vouched_for(site);
  const bool hidden = named == "null" && is_vouched_for(site);  // a privacy setting, not an attack
  const bool foreign_origin = !named.empty() && named != origin && !hidden;
  if (foreign_site || foreign_origin) {
    throw base::Error(base::ErrorCode::forbidden, {"This form came from another site."})
        .about("origin")
        .under("form.foreign");
  }
}

}  // namespace guards
