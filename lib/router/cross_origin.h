#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "gateway/request.h"
#include "gateway/response.h"

/// Which pages of other origins may read an answer in a browser: the CORS protocol of the Fetch
/// standard (section 3.3). It protects nothing of ours: programs read what they like, and what a
/// page may not read has happened all the same. It lets pages read what they could otherwise not.
namespace router {

enum class Readers {
  nobody,            ///< of another origin
  any_page,          ///< and never with the browser's cookies
  page,              ///< the one that asks, without cookies
  page_with_cookies  ///< the one that asks
};

/// Says who may read, of a request that a page of this origin made. When it throws, nobody may.
using Sharing = std::function<Readers(std::string_view origin)>;

/// Anybody, whoever asks.
Readers any_page(std::string_view origin);

/// Adds the headers that tell the browser so. `allow`: the verbs of the path, which a preflight (an
/// OPTIONS with Access-Control-Request-Method) asks for.
void share(gateway::Response& response, const gateway::Request& request, const Sharing& sharing,
           const std::string& allow);

}  // namespace router
