#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/request.h"
#include "gateway/response.h"

namespace router {

using gateway::Method;
using gateway::Request;
using gateway::Response;

/// A request on its way to a handler. Lives as long as the handler runs.
struct Call {
  const Request& request;
  std::string_view request_id;  ///< names this request in the log
  std::vector<std::pair<std::string_view, std::string_view>> segments;  ///< {name} and its value

  /// The value of {name} in the route's path; empty when the route has none of that name.
  std::string_view segment(std::string_view name) const;
};

/// Verb and path, and the function that answers.
struct Route {
  Method method;
  std::string path;  ///< a pattern, see router/pattern.h
  /// Who may call it, as a name for readers of the table. The router does not check it: `answer`
  /// decides whom to let in.
  std::string_view access;
  std::function<Response(const Call&)> answer;
};

}  // namespace router
