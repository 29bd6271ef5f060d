#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/entropy.h"
#include "base/error.h"
#include "router/api.h"

/// The router: from a path to the function that answers it. It also answers what no handler should
/// have to (404, 405 with Allow, HEAD, OPTIONS), and it is the error boundary: the only place where
/// an exception becomes a response. It knows no API by name and nothing of accounts or credentials:
/// the function that answers a route checks who may call it.
namespace router {

/// Decides which of several APIs answers when they have a route for the same verb and path at one
/// place. `candidates` are their names in the order of mounting, at least two; returns the index of
/// the one that answers. Throws base::Error when the request does not let it decide; the first
/// API's shape then shows that error.
using Arbiter = std::function<std::size_t(const std::vector<std::string_view>& candidates,
                                          const Request& request)>;

/// Shows the error as plain_error() does.
Response plain_stray(const base::Error& error, const Request& request, std::string_view request_id);

/// Always picks the first one: for a table without collisions.
std::size_t first_mounted(const std::vector<std::string_view>& candidates, const Request& request);

/// A path as the log may show it: without the secrets that somebody may have put into it.
using Concealer = std::function<std::string(std::string path)>;

/// The path as it is.
std::string as_it_is(std::string path);

/// What the layer above decides. The defaults suffice where there are no secrets and no collisions.
struct Policies {
  Arbiter arbiter = first_mounted;
  ErrorShape strays = plain_stray;  ///< shows errors of requests that belong to no API
  Concealer conceal = as_it_is;
};

class Router {
 public:
  /// `clock` and `entropy` (both for request ids) must outlive the router.
  Router(const base::Clock& clock, base::Entropy& entropy, Policies policies = {});
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  /// Mounts an API after those mounted before. When several have the same route, one mounted for a
  /// particular host takes precedence over one mounted for every host; among equals the arbiter
  /// decides. The reference is valid as long as the router.
  Api& mount(std::string name, std::vector<Place> places, ErrorShape shape);

  /// Answers a request, logs one line about it, and never throws. The line of a refusal names the
  /// rule that refused, and so does the answer. The answer to HEAD still has the body of GET, which
  /// the gateway drops.
  Response answer(const Request& request) noexcept;

  /// Every route of every API, in the order of mounting.
  const std::vector<std::unique_ptr<Api>>& apis() const { return apis_; }

 private:
  struct Match;
  Match find(const Request& request) const;
  const Api* claimant(const Request& request) const;
  void arbitrate(const Request& request, Match& match) const;
  Response dispatch(const Request& request, const Match& match, std::string_view request_id) const;
  std::string make_request_id() const noexcept;

  Policies policies_;
  const base::Clock& clock_;
  base::Entropy& entropy_;
  std::vector<std::unique_ptr<Api>> apis_;
};

}  // namespace router
