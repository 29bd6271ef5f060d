#include "router/router.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>

#include "base/id.h"
#include "base/log.h"
#include "router/error_response.h"
#include "router/pattern.h"

namespace router {

using base::Error;
using base::ErrorCode;
using gateway::name_of;

namespace {

constexpr Method kInOrder[] = {Method::get, Method::head,  Method::post,   Method::put,
                               Method::del, Method::patch, Method::options};

/// Whether the path's first odd slash lies in the rest that the pattern takes unparsed.
bool takes_odd_slash(std::string_view pattern, const Values& values, const Request& request) {
  if (!request.odd_slash) return true;
  return takes_rest(pattern) &&
         values.back().second.data() <= request.path.data() + *request.odd_slash;
}

/// Whether paths of this pattern hold a secret, which must not be logged.
bool holds_secret(std::string_view pattern) { return pattern.find("{token}") != pattern.npos; }

bool is_below(std::string_view prefix, std::string_view path) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

/// The current exception, which is not an Error, as one of ours. Call it only in a catch block.
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

[[noreturn]] void refuse_multipart() {
  throw Error(ErrorCode::unsupported_media,
              {"multipart/form-data is not accepted; send the form as "
               "application/x-www-form-urlencoded."});
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

/// What a request's path leads to. Without an API, nothing was found; without a route, the verb is
/// wrong.
struct Router::Match {
  /// A route for the verb, and what the path fills into it.
  struct Candidate {
    const Api* api;
    const Route* route;
    Values segments;
    bool has_host;  ///< the API is mounted for this host in particular
  };

  const Api* api = nullptr;
  const Route* route = nullptr;
  Values segments;
  std::vector<Candidate> candidates;  ///< at most one per API, in the order of mounting
  std::vector<Method> methods;        ///< of all routes at this path
  std::string_view pattern;           ///< of the first of them, which is of `api`
  std::string_view secret_pattern;    ///< of a route at this path that holds a secret

  void note(const Api& its_api, const Place& place, const Route& its_route, const Values& values,
            Method asked) {
    methods.push_back(its_route.method);
    if (holds_secret(its_route.path)) secret_pattern = its_route.path;
    if (api == nullptr) {
      api = &its_api;
      pattern = its_route.path;
    }
    if (!answers(its_route.method, asked)) return;
    const bool known = !candidates.empty() && candidates.back().api == &its_api;
    if (known && (candidates.back().has_host || place.host.empty())) return;
    if (known) candidates.pop_back();
    candidates.push_back({&its_api, &its_route, values, !place.host.empty()});
  }

  /// APIs that are mounted for this particular host take precedence over those mounted for every
  /// host.
  void prefer_hosts() {
    const auto has_host = [](const Candidate& candidate) { return candidate.has_host; };
    if (std::none_of(candidates.begin(), candidates.end(), has_host)) return;
    std::erase_if(candidates, std::not_fn(has_host));
  }

  void choose(const Candidate& candidate) {
    api = candidate.api;
    route = candidate.route;
    pattern = route->path;
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

  bool takes_multipart() const { return api != nullptr && api->takes_multipart(); }

  Response show(const Error& error, const Request& request, std::string_view request_id,
                const ErrorShape& strays) const {
    const auto& shape = api == nullptr ? strays : api->shape();
    auto response = shape(error, request, request_id);
    add_if_missing(response, "Retry-After", retry_after_of(error));
    if (error.code() == ErrorCode::method_not_allowed) add_if_missing(response, "Allow", allow());
    if (response.status < 500) response.rule = error.rule();
    return response;
  }

  /// For whoever may read the answer in a page of another origin.
  void share_with_pages(const Request& request, Response& response) const {
    const auto* sharing = pattern.empty() ? nullptr : api->sharing_of(pattern);
    if (sharing != nullptr) share(response, request, *sharing, allow());
  }

  /// An odd path that leads nowhere may hold a secret that no pattern can locate.
  std::string path_to_tell(const Request& request, const Concealer& conceal) const {
    if (!secret_pattern.empty()) return std::string(secret_pattern);
    return request.odd_slash && methods.empty() ? "/" : conceal(request.path);
  }

  void log(const Request& request, const Response& response, std::string_view request_id,
           std::chrono::steady_clock::time_point begun, const Concealer& conceal) const {
    const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begun);
    const auto write = [&](auto... more) {
      base::log::info("request",
                      {{"id", request_id},
                       {"api", api == nullptr ? std::string_view{} : std::string_view(api->name())},
                       {"route", route == nullptr ? std::string_view{} : route->path},
                       {"method", request.method_text},
                       {"path", path_to_tell(request, conceal)},
                       {"status", response.status},
                       {"duration_us", duration.count()},
                       {"client", request.client_address},
                       more...});
    };
    if (response.rule.empty()) return write();
    write(base::log::Field("rule", response.rule));
  }
};

std::string as_it_is(std::string path) { return path; }

Response plain_stray(const Error& error, const Request& /*request*/, std::string_view request_id) {
  return plain_error(error, request_id);
}

std::size_t first_mounted(const std::vector<std::string_view>& /*candidates*/,
                          const Request& /*request*/) {
  return 0;
}

Router::Router(const base::Clock& clock, base::Entropy& entropy, Policies policies)
    : policies_(std::move(policies)), clock_(clock), entropy_(entropy) {}

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
  match.choose(match.candidates.at(policies_.arbiter(names, request)));
}

Response Router::dispatch(const Request& request, const Match& match,
                          std::string_view request_id) const {
  if (request.fault) throw Error(*request.fault);
  if (request.media_type == gateway::kMultipart && !match.takes_multipart()) refuse_multipart();
  if (match.methods.empty()) {
    throw Error(ErrorCode::not_found, {"There is nothing at this address."});
  }
  if (match.route == nullptr) {
    if (request.method != Method::options) throw Error(ErrorCode::method_not_allowed);
    return Response::no_content().with_header("Allow", match.allow());
  }
  return match.route->answer({request, request_id, match.segments});
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
      response = match.show(error, request, request_id, policies_.strays);
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
    match.share_with_pages(request, response);
    match.log(request, response, request_id, begun, policies_.conceal);
    return response;
  } catch (...) {
    base::log::error("request.lost", {{"id", request_id}, {"path", request.path}});
    return {500, {}, {}};
  }
}

}  // namespace router
