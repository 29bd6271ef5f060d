#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/error.h"
#include "router/place.h"
#include "router/row.h"

/// The router: from a path to the function that answers it. It also answers what no handler should
/// have to (404, 405 with Allow, HEAD, OPTIONS), and it is the error border: the only place where
/// a throw becomes a response. It knows no API by name and nothing of accounts.
namespace router {

/// How an API shows an error to its clients, beginning with plain_error(). What was thrown as a
/// base::Error comes as it was thrown, so that an API may have errors of its own. The router adds
/// what no shape may forget: Retry-After, Allow, the request id.
using ErrorShape = std::function<Response(const base::Error& error, const Request& request,
                                          std::string_view request_id)>;

/// Decides who is calling and whether they may; throws base::Error when they may not.
using Gatekeeper = std::function<Caller(Access access, const Request& request)>;

/// Decides which of several APIs answers, when they have a route for the same verb and path at one
/// place. `candidates` are their names in the order of mounting, two at least; the index of the one
/// that answers. Throws base::Error when the request does not even let it tell; the first one's
/// shape then shows that.
using Arbiter = std::function<std::size_t(const std::vector<std::string_view>& candidates,
                                          const Request& request)>;

/// plain_error().
Response plain_stray(const base::Error& error, const Request& request, std::string_view request_id);

/// The first one: for a table without collisions.
std::size_t first_mounted(const std::vector<std::string_view>& candidates, const Request& request);

/// An API's part of the table.
class Api {
 public:
  Api(std::string name, std::vector<Place> places, ErrorShape errors)
      : name_(std::move(name)), places_(std::move(places)), shape_(std::move(errors)) {}

  /// Adds the routes of one handler, which must outlive the router. What stands for {token} in a
  /// path is a secret: it is never logged.
  template <typename Handler>
  void add(Handler& handler, std::initializer_list<Row<Handler>> rows) {
    for (const auto& row : rows) {
      add({row.method, std::string(row.path), row.access,
           [&handler, answer = row.answer](const Call& call) { return (handler.*answer)(call); }});
    }
  }

  /// What has no route below "/prefix" at one of the places is this API's to refuse, in its shape.
  void claim(std::string prefix) { claims_.push_back(std::move(prefix)); }

  struct Route {
    Method method;
    std::string path;
    Access access;
    std::function<Response(const Call&)> answer;
  };

  const std::string& name() const { return name_; }
  const std::vector<Place>& places() const { return places_; }
  const std::vector<Route>& routes() const { return routes_; }

  /// Those that a path with this first segment may lead to: indices of routes(), in their order.
  const std::vector<std::size_t>& routes_at(std::string_view first_segment) const;

  const ErrorShape& shape() const { return shape_; }
  const std::vector<std::string>& claims() const { return claims_; }

 private:
  void add(Route route);

  std::string name_;
  std::vector<Place> places_;
  ErrorShape shape_;
  std::vector<Route> routes_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_first_segment_;
  std::vector<std::size_t> anywhere_;  // those that take any first segment; they are in the map too
  std::vector<std::string> claims_;
};

class Router {
 public:
  /// `clock` and `entropy` (both for request ids) must outlive the router. `strays` shows the
  /// errors of requests for what belongs to no API.
  Router(Gatekeeper gatekeeper, const base::Clock& clock, base::Entropy& entropy,
         Arbiter arbiter = first_mounted, ErrorShape strays = plain_stray);
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  /// Mounts an API below those mounted before: where several have the same route, the one at a
  /// place with a host answers rather than one at the same path of every host; among equals the
  /// arbiter decides. The reference is valid as long as the router.
  Api& mount(std::string name, std::vector<Place> places, ErrorShape shape);

  /// Answers a request, logs one line about it, and never throws. HEAD has the body of GET: the
  /// gateway drops it.
  Response answer(const Request& request) noexcept;

  /// Every route of every API, in the order in which they are tried.
  const std::vector<std::unique_ptr<Api>>& apis() const { return apis_; }

 private:
  struct Match;
  Match find(const Request& request) const;
  const Api* claimant(const Request& request) const;
  void arbitrate(const Request& request, Match& match) const;
  Response dispatch(const Request& request, const Match& match, std::string_view request_id) const;
  std::string make_request_id() const noexcept;

  Gatekeeper gatekeeper_;
  Arbiter arbiter_;
  ErrorShape strays_;
  const base::Clock& clock_;
  base::Entropy& entropy_;
  std::vector<std::unique_ptr<Api>> apis_;
};

}  // namespace router
