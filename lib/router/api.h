#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "router/place.h"
#include "router/route.h"

namespace router {

/// How an API shows an error to its clients, beginning with plain_error(). What was thrown as a
/// base::Error comes as it was thrown, so that an API may have errors of its own. The router adds
/// what no shape may forget: Retry-After, Allow, the request id.
using ErrorShape = std::function<Response(const base::Error& error, const Request& request,
                                          std::string_view request_id)>;

/// An API's part of the table.
class Api {
 public:
  Api(std::string name, std::vector<Place> places, ErrorShape errors)
      : name_(std::move(name)), places_(std::move(places)), shape_(std::move(errors)) {}

  /// In whatever order routes are added: of two that take a path, the more specific one answers
  /// (is_more_specific). What stands for {token} in a path is a secret: it is never logged. Throws
  /// std::logic_error for a route that takes the very requests of one that is there.
  void add(Route route);

  /// What has no route below "/prefix" at one of the places is this API's to refuse, in its shape.
  void claim(std::string prefix) { claims_.push_back(std::move(prefix)); }

  const std::string& name() const { return name_; }
  const std::vector<Place>& places() const { return places_; }

  /// In the order in which they were added.
  const std::vector<Route>& routes() const { return routes_; }

  /// Those that a path with this first segment may lead to: indices of routes(), the most specific
  /// first.
  const std::vector<std::size_t>& routes_at(std::string_view first_segment) const;

  const ErrorShape& shape() const { return shape_; }
  const std::vector<std::string>& claims() const { return claims_; }

 private:
  using Indices = std::vector<std::size_t>;
  void insert(Indices& indices, std::size_t index) const;
  void refuse_twin_of(const Route& route) const;

  std::string name_;
  std::vector<Place> places_;
  ErrorShape shape_;
  std::vector<Route> routes_;
  std::map<std::string, Indices, std::less<>> by_first_segment_;
  Indices anywhere_;  // those that take any first segment; they are in the map too
  std::vector<std::string> claims_;
};

/// Whether a route for `row` answers a request with the verb `asked`: GET answers HEAD, too.
bool answers(Method row, Method asked);

}  // namespace router
