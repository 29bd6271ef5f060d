#include "router/router.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>

#include "base/id.h"
#include "base/log.h"
#include "router/error_response.h"

namespace router {

using base::Error;
using base::ErrorCode;
using gateway::name_of;

namespace {

using Values = std::vector<std::pair<std::string_view, std::string_view>>;

constexpr Method kInOrder[] = {Method::get, Method::head,  Method::post,   Method::put,
                               Method::del, Method::patch, Method::options};

/// Takes "/segment" off the front; the rest is empty at the end.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

std::string_view first_segment_of(std::string_view path) { return take_segment(path); }

bool takes_rest(std::string_view pattern) { return pattern.ends_with("...}"); }

/// One segment of each: "users", "{id}" or "~{name}.txt".
bool takes(std::string_view wanted, std::string_view given, Values& values) {
  const auto open = wanted.find('{');
  if (open == wanted.npos) return wanted == given;
  const auto close = wanted.find('}', open);
  const auto before = wanted.substr(0, open);
  const auto behind = wanted.substr(close + 1);
  const auto around = before.size() + behind.size();
  if (given.size() <= around || !given.starts_with(before) || !given.ends_with(behind)) {
    return false;
  }
  values.emplace_back(wanted.substr(open + 1, close - open - 1),
                      given.substr(before.size(), given.size() - around));
  return true;
}

/// Both begin with '/'. Fills `values` when the path is one of the pattern.
bool matches(std::string_view pattern, std::string_view path, Values& values) {
  values.clear();
  if (pattern.find('{') == pattern.npos) return pattern == path;
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = take_segment(pattern);
    if (takes_rest(wanted)) {
      path.remove_prefix(1);
      values.emplace_back(wanted.substr(1, wanted.size() - 5), path);
      return !path.empty();
    }
    if (!takes(wanted, take_segment(path), values)) return false;
  }
  return pattern.empty() && path.empty();
}

/// Whether what is odd about the path is within what the pattern takes as it is.
bool takes_odd_slash(std::string_view pattern, const Values& values, const Request& request) {
  if (!request.odd_slash) return true;
  return takes_rest(pattern) &&
         values.back().second.data() <= request.path.data() + *request.odd_slash;
}

/// What stands in such a path must not get into the log.
bool holds_secret(std::string_view pattern) { return pattern.find("{token}") != pattern.npos; }

/// Somebody may put a token where no pattern expects one, or where this mode has no route for it:
/// of each only "dwo_" is told.
std::string without_tokens(std::string path) {
  constexpr std::size_t kShortest = 20;
  constexpr std::string_view kBase62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  for (auto at = path.find("dw"); at != path.npos; at = path.find("dw", at + 1)) {
    if (at + 3 >= path.size() || path[at + 3] != '_') continue;
    const auto end = std::min(path.find_first_not_of(kBase62, at + 4), path.size());
    if (end - (at + 4) >= kShortest) path.replace(at + 4, end - (at + 4), "...");
  }
  return path;
}

bool is_below(std::string_view prefix, std::string_view path) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

bool answers(Method row, Method asked) {
  return row == asked || (row == Method::get && asked == Method::head);
}

/// What was thrown and is no Error, as one of ours. Only inside a catch block.
Error current_error() {
  try {
    throw;
  } catch (const std::exception& exception) {
    return Error(ErrorCode::internal, {}, {exception.what()});
  } catch (...) {
    return Error(ErrorCode::internal, {}, {"something that is no exception was thrown"});
  }
}

void log_error(const Error& error, std::string_view request_id) {
  const bool ours = status_of(error.code()) >= 500;
  base::log::write(ours ? base::log::Level::error : base::log::Level::debug,
                   ours ? "request.failed" : "request.refused",
                   {{"id", request_id},
                    {"code", base::name_of(error.code())},
                    {"detail", error.private_detail()}});
}

void add_if_missing(Response& response, std::string name, std::string value) {
  if (value.empty() || !response.header(name).empty()) return;
  response.headers.emplace_back(std::move(name), std::move(value));
}

void add_border_headers(Response& response, std::string_view request_id) {
  add_if_missing(response, "X-Content-Type-Options", "nosniff");
  add_if_missing(response, "Cache-Control", "no-store");
  if (response.status >= 500) add_if_missing(response, "X-Request-Id", std::string(request_id));
}

}  // namespace

/// What a request's path leads to. Without an API: nowhere; without a route: the verb is wrong.
struct Router::Match {
  /// A route for the verb, and what the path fills into it.
  struct Candidate {
    const Api* api;
    const Api::Route* route;
    Values segments;
    bool has_host;  ///< the API is mounted for this host in particular
  };

  const Api* api = nullptr;
  const Api::Route* route = nullptr;
  Values segments;
  std::vector<Candidate> candidates;  ///< one an API at most, in the order of mounting
  std::vector<Method> methods;        ///< of all routes at this path
  std::string_view secret_pattern;    ///< of a route at this path that holds a secret

  void note(const Api& its_api, const Place& place, const Api::Route& its_route,
            const Values& values, Method asked) {
    methods.push_back(its_route.method);
    if (holds_secret(its_route.path)) secret_pattern = its_route.path;
    if (api == nullptr) api = &its_api;
    if (!answers(its_route.method, asked)) return;
    const bool known = !candidates.empty() && candidates.back().api == &its_api;
    if (known && (candidates.back().has_host || place.host.empty())) return;
    if (known) candidates.pop_back();
    candidates.push_back({&its_api, &its_route, values, !place.host.empty()});
  }

  /// Whoever is mounted for this host in particular answers for those mounted for every one.
  void prefer_hosts() {
    const auto has_host = [](const Candidate& candidate) { return candidate.has_host; };
    if (std::none_of(candidates.begin(), candidates.end(), has_host)) return;
    std::erase_if(candidates, std::not_fn(has_host));
  }

  void choose(const Candidate& candidate) {
    api = candidate.api;
    route = candidate.route;
    segments = candidate.segments;
  }

  std::string allow() const {
    std::string text;
    for (const auto method : kInOrder) {
      const bool there = method == Method::options ||
                         std::any_of(methods.begin(), methods.end(),
                                     [&](Method row) { return answers(row, method); });
      if (there) text.append(text.empty() ? "" : ", ").append(name_of(method));
    }
    return text;
  }

  Response show(const Error& error, const Request& request, std::string_view request_id,
                const ErrorShape& strays) const {
    const auto& shape = api == nullptr ? strays : api->shape();
    auto response = shape(error, request, request_id);
    add_if_missing(response, "Retry-After", retry_after_of(error));
    if (error.code() == ErrorCode::method_not_allowed) add_if_missing(response, "Allow", allow());
    return response;
  }

  /// An odd path that leads nowhere may hold a secret that no pattern finds in it.
  std::string path_to_tell(const Request& request) const {
    if (!secret_pattern.empty()) return std::string(secret_pattern);
    return request.odd_slash && methods.empty() ? "/" : without_tokens(request.path);
  }

  void log(const Request& request, int status, std::string_view request_id,
           std::chrono::steady_clock::time_point begun) const {
    const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begun);
    base::log::info("request",
                    {{"id", request_id},
                     {"api", api == nullptr ? std::string_view{} : std::string_view(api->name())},
                     {"route", route == nullptr ? std::string_view{} : route->path},
                     {"method", request.method_text},
                     {"path", path_to_tell(request)},
                     {"status", status},
                     {"duration_us", duration.count()},
                     {"client", request.client_address}});
  }
};

void Api::add(Route route) {
  const auto first = first_segment_of(route.path);
  const auto index = routes_.size();
  if (first.find('{') == first.npos) {
    by_first_segment_.try_emplace(std::string(first), anywhere_).first->second.push_back(index);
  } else {
    for (auto& [segment, indices] : by_first_segment_) indices.push_back(index);
    anywhere_.push_back(index);
  }
  routes_.push_back(std::move(route));
}

const std::vector<std::size_t>& Api::routes_at(std::string_view first_segment) const {
  const auto found = by_first_segment_.find(first_segment);
  return found == by_first_segment_.end() ? anywhere_ : found->second;
}

Response plain_stray(const Error& error, const Request& /*request*/, std::string_view request_id) {
  return plain_error(error, request_id);
}

std::size_t first_mounted(const std::vector<std::string_view>& /*candidates*/,
                          const Request& /*request*/) {
  return 0;
}

Router::Router(Gatekeeper gatekeeper, const base::Clock& clock, base::Entropy& entropy,
               Arbiter arbiter, ErrorShape strays)
    : gatekeeper_(std::move(gatekeeper)),
      arbiter_(std::move(arbiter)),
      strays_(std::move(strays)),
      clock_(clock),
      entropy_(entropy) {}

Api& Router::mount(std::string name, std::vector<Place> places, ErrorShape shape) {
  return *apis_.emplace_back(
      std::make_unique<Api>(std::move(name), std::move(places), std::move(shape)));
}

Router::Match Router::find(const Request& request) const {
  Match match;
  Values values;
  for (const auto& api : apis_) {
    for (const auto& place : api->places()) {
      const auto path = path_below(place, request);
      if (!path) continue;
      for (const auto index : api->routes_at(first_segment_of(*path))) {
        const auto& route = api->routes()[index];
        if (!matches(route.path, *path, values)) continue;
        if (!takes_odd_slash(route.path, values, request)) continue;
        match.note(*api, place, route, values, request.method);
      }
    }
  }
  match.prefer_hosts();
  if (!match.candidates.empty()) match.choose(match.candidates.front());
  if (match.api == nullptr) match.api = claimant(request);
  return match;
}

const Api* Router::claimant(const Request& request) const {
  for (const auto& api : apis_) {
    for (const auto& place : api->places()) {
      const auto path = path_below(place, request);
      if (!path) continue;
      for (const auto& prefix : api->claims()) {
        if (is_below(prefix, *path)) return api.get();
      }
    }
  }
  return nullptr;
}

void Router::arbitrate(const Request& request, Match& match) const {
  if (match.candidates.size() < 2) return;
  std::vector<std::string_view> names;
  for (const auto& candidate : match.candidates) names.push_back(candidate.api->name());
  match.choose(match.candidates.at(arbiter_(names, request)));
}

Response Router::dispatch(const Request& request, const Match& match,
                          std::string_view request_id) const {
  if (request.fault) throw Error(*request.fault);
  if (match.methods.empty()) {
    throw Error(ErrorCode::not_found, {"There is nothing at this address."});
  }
  if (match.route == nullptr) {
    if (request.method != Method::options) throw Error(ErrorCode::method_not_allowed);
    return Response::no_content().with_header("Allow", match.allow());
  }
  const auto caller = gatekeeper_(match.route->access, request);
  try {
    return match.route->answer({request, caller, request_id, match.segments});
  } catch (const Error& error) {
    if (caller.otherwise && status_of(error.code()) < 500) throw Error(*caller.otherwise);
    throw;
  }
}

std::string Router::make_request_id() const noexcept {
  try {
    return base::Id::make(clock_.now(), entropy_).text();
  } catch (...) {
    return "unknown";  // fits without an allocation
  }
}

Response Router::answer(const Request& request) noexcept {
  const auto begun = std::chrono::steady_clock::now();
  const auto request_id = make_request_id();
  try {
    auto match = find(request);
    Response response;
    const auto refuse = [&](const Error& error) {
      log_error(error, request_id);
      response = match.show(error, request, request_id, strays_);
    };
    try {
      arbitrate(request, match);
      response = dispatch(request, match, request_id);
    } catch (const Error& error) {
      refuse(error);
    } catch (...) {
      refuse(current_error());
    }
    add_border_headers(response, request_id);
    match.log(request, response.status, request_id, begun);
    return response;
  } catch (...) {
    base::log::error("request.lost", {{"id", request_id}, {"path", request.path}});
    return {500, {}, {}};
  }
}

}  // namespace router
