#pragma once

#include <string>

#include "gateway/request.h"

namespace meta {

/// Our page of sign-in, from which the authorization that this request asks for goes on, whether it
/// stands in the query or in the form of its consent.
std::string sign_in_target(const std::string& base_path, const gateway::Request& request);

/// The same for our page where an address is given and proved.
std::string address_target(const std::string& base_path, const gateway::Request& request);

}  // namespace meta
