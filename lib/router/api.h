#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "router/cross_origin.h"
#include "router/place.h"
#include "router/route.h"

namespace router {

/// Renders an error as an API shows it to its clients, usually starting from plain_error(). The
/// error is the very object that was thrown, so an API may derive errors of its own. The router
/// adds what no shape may forget: Retry-After, Allow, the request id.
using ErrorShape = std::function<Response(const base::Error& error, const Request& request,
                                          std::string_view request_id)>;

/// An API's part of the table.
class Api {
 public:
  Api(std::string name, std::vector<Place> places, ErrorShape errors)
      : name_(std::move(name)), places_(std::move(places)), shape_(std::move(errors)) {}

  /// Adds a route, in any order: when two match a path, the more specific one answers
  /// (is_more_specific). The value of {token} in a path is a secret and is never logged. Throws
  /// std::logic_error for a route that matches exactly the requests of an existing one.
  void add(Route route);

  /// Makes this API refuse, in its shape, every request below "/prefix" at one of its places that
  /// has no route.
  void claim(std::string prefix) { claims_.push_back(std::move(prefix)); }

  /// Lets pages of other origins read what a path answers (a route's pattern; empty: every path of
  /// this API), whatever it is.
  void share(std::string pattern, Sharing sharing);

  /// Nothing (null) where only pages of our own origin may read.
  const Sharing* sharing_of(std::string_view pattern) const;

  /// Lets its clients send forms in parts; elsewhere they are 415.
  void take_multipart() { takes_multipart_ = true; }
  bool takes_multipart() const { return takes_multipart_; }

  const std::string& name() const { return name_; }
  const std::vector<Place>& places() const { return places_; }

  /// All routes, in the order in which they were added.
  const std::vector<Route>& routes() const { return routes_; }

  /// Indices into routes() of those that may match a path with this first segment, the most
  /// specific first.
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
  std::map<std::string, Sharing, std::less<>> shared_;
  bool takes_multipart_ = false;
};

/// Whether a route for `row` answers a request with the verb `asked`: GET answers HEAD, too.
bool answers(Method row, Method asked);

}  // namespace router
