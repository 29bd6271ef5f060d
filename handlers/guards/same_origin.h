#pragma once

#include <string>

#include "gateway/request.h"

namespace guards {

/// Refuses (forbidden, about "origin") a form that was not sent from a page of our own: a browser
/// says so in Sec-Fetch-Site, or names another origin than `origin` ("https://example.org").
/// Programs that are no browsers send neither and pass.
void require_same_origin(const gateway::Request& request, const std::string& origin);

}  // namespace guards
