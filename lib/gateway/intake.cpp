#include "gateway/intake.h"

#include <algorithm>

#include "base/text.h"
#include "gateway/form.h"
#include "gateway/target.h"

namespace gateway {

using base::Error;
using base::ErrorCode;

namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";

void note(Request& request, Error fault) {
  if (!request.fault) request.fault = std::move(fault);
}

/// Runs one part of reading the request; an error that it throws becomes the request's fault.
template <typename Part>
void noting(Request& request, const Part& part) {
  try {
    part();
  } catch (const Error& fault) {
    note(request, fault);
  }
}

Method parse_method(std::string_view text) {
  for (const auto method : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                            Method::del, Method::options}) {
    if (name_of(method) == text) return method;
  }
  return Method::other;
}

/// The path from SCRIPT_NAME and PATH_INFO, for web servers that send nothing better.
std::optional<std::string> script_path(const Parameters& parameters) {
  auto path = std::string(parameters["SCRIPT_NAME"]).append(parameters["PATH_INFO"]);
  if (!is_canonical(path)) return std::nullopt;
  return path;
}

/// Only REQUEST_URI tells what the client asked for. How the path is split into SCRIPT_NAME and
/// PATH_INFO, and whether they are decoded, depends on the web server and its configuration.
void read_target(Request& request, const Parameters& parameters, const Limits& limits) {
  const auto uri = parameters["REQUEST_URI"];
  const auto target = split_target(uri);
  if (auto path = uri.empty() ? script_path(parameters) : decode_path(target.path)) {
    request.path = *std::move(path);
  } else if (auto odd = decode_odd_path(target.path)) {
    request.path = std::move(odd->path);
    request.odd_slash = odd->odd_slash;
  } else {
    note(request, Error(ErrorCode::not_found, {}, {"path refused: " + std::string(target.path)}));
  }
  const auto query = parameters["QUERY_STRING"].empty() ? target.query : parameters["QUERY_STRING"];
  noting(request, [&] { request.query = parse_form(query, limits.form, limits.fields); });
}

/// "HTTP_ACCEPT_LANGUAGE" to "accept-language".
std::string header_name(std::string_view variable) {
  auto name = base::ascii_lower(variable.substr(std::string_view("HTTP_").size()));
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

/// Whether a variable is not to be read as a header: headers that are not HTTP_* variables, that
/// are read elsewhere, or that must have no effect (programs that trust HTTP_PROXY would use a
/// header "Proxy" for outgoing requests).
bool is_taken_elsewhere(std::string_view variable) {
  return !variable.starts_with("HTTP_") || variable == "HTTP_PROXY" ||
         variable == "HTTP_AUTHORIZATION" || variable == "HTTP_CONTENT_TYPE" ||
         variable == "HTTP_CONTENT_LENGTH";
}

void read_headers(Request& request, const Parameters& parameters) {
  constexpr std::size_t kUsualHeaders = 12;
  request.headers.expect(kUsualHeaders);
  for (const auto& [variable, value] : parameters) {
    if (is_taken_elsewhere(variable)) continue;
    auto name = header_name(variable);
    if (!parameters.is_in_pieces(variable)) {
      request.headers.add(std::move(name), std::string(value));
    } else if (request.headers.all(name).empty()) {
      request.headers.add(std::move(name), parameters.whole(variable));
    }
  }
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) request.headers.add(std::string(name), std::string(value));
  };
  add("content-type", parameters["CONTENT_TYPE"]);
  add("content-length", parameters["CONTENT_LENGTH"]);
  const auto credentials = parameters["HTTP_AUTHORIZATION"];
  add("authorization",
      credentials.empty() ? parameters["REDIRECT_HTTP_AUTHORIZATION"] : credentials);
}

std::string host_of(const Parameters& parameters) {
  auto host = parameters["HTTP_HOST"];
  if (host.empty()) host = parameters["SERVER_NAME"];
  const auto port = host.rfind(':');
  const bool has_port = port != host.npos && host.find(']', port) == host.npos &&
                        (host.find(':') == port || host.starts_with('['));
  return base::ascii_lower(has_port ? host.substr(0, port) : host);
}

bool came_by_https(const Parameters& parameters, bool from_proxy) {
  if (from_proxy) {
    const auto forwarded = base::split(parameters["HTTP_X_FORWARDED_PROTO"], ',');
    if (!forwarded.empty()) return base::equals_ignoring_case(forwarded.back(), "https");
  }
  const auto https = parameters["HTTPS"];
  return base::equals_ignoring_case(https, "on") || https == "1" ||
         base::equals_ignoring_case(parameters["REQUEST_SCHEME"], "https");
}

void read_client(Request& request, const Parameters& parameters, const TrustedProxies& proxies) {
  const auto peer = parameters["REMOTE_ADDR"];
  request.client_address = proxies.client_of(peer, parameters.whole("HTTP_X_FORWARDED_FOR"));
  request.secure = came_by_https(parameters, proxies.contains(peer));
}

void refuse_repeated_or_long(Request& request, const Parameters& parameters, const Limits& limits) {
  if (parameters.over_limits()) {
    note(request, Error(ErrorCode::payload_too_large, {"The header of the request is too long."}));
  }
  if (const auto variable = parameters.repeated(); !variable.empty()) {
    const auto name = header_name(variable);
    note(request,
         Error(ErrorCode::invalid_argument, {"The header '" + name + "' was sent more than once."})
             .about(name)
             .under("request.header_repeated"));
  }
  noting(request, [&] {
    if (request.bearer_token().value_or("").size() > limits.bearer_token) {
      throw Error(ErrorCode::invalid_argument, {"The bearer token is too long."});
    }
  });
}

}  // namespace

Request read_request(const Parameters& parameters, const Limits& limits,
                     const TrustedProxies& proxies) {
  Request request;
  request.method_text = std::string(parameters["REQUEST_METHOD"]);
  request.method = parse_method(request.method_text);
  request.host = host_of(parameters);
  const auto type = parameters["CONTENT_TYPE"];
  request.media_type = base::ascii_lower(base::trimmed(type.substr(0, type.find(';'))));
  read_target(request, parameters, limits);
  read_headers(request, parameters);
  read_client(request, parameters, proxies);
  refuse_repeated_or_long(request, parameters, limits);
  noting(request,
         [&] { request.cookies = parse_cookies(parameters.whole("HTTP_COOKIE"), limits.fields); });
  return request;
}

void take_body(Request& request, Body body, const Limits& limits) {
  if (body.fault) return note(request, *body.fault);
  if (request.media_type == kForm && body.text.size() > limits.form) {
    return note(request, Error(ErrorCode::payload_too_large, {"The form is too long."}));
  }
  request.body = std::move(body.text);
}

}  // namespace gateway
