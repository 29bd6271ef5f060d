#pragma once

#include <functional>
#include <string>

#include "router/error_response.h"
#include "router/router.h"
#include "support/fakes.h"

/// A row of a test's table. No guard is asked before its handler.
template <typename Handler>
struct OpenRow {
  gateway::Method method;
  const char* path;
  gateway::Response (Handler::*answer)(const router::Call&);
};

/// An API, to which a test adds rows.
struct OpenApi {
  template <typename Handler>
  void add(Handler& handler, std::initializer_list<OpenRow<Handler>> rows) {
    for (const auto& row : rows) {
      table.add({row.method, row.path, "open", [&handler, answer = row.answer](const auto& call) {
                   return (handler.*answer)(call);
                 }});
    }
  }
  void claim(std::string prefix) { table.claim(std::move(prefix)); }

  router::Api& table;
};

/// A router with whatever a test mounts on it.
class Service {
 public:
  explicit Service(router::Policies policies = {})
      : router_(clock_, entropy_, std::move(policies)) {}

  static gateway::Response plain(const base::Error& error, const gateway::Request& /*request*/,
                                 std::string_view request_id) {
    return router::plain_error(error, request_id);
  }

  OpenApi mount(const std::string& name, const std::string& place,
                router::ErrorShape shape = plain) {
    return {router_.mount(name, {base::Place::parse(place)}, std::move(shape))};
  }

  gateway::Response send(gateway::Method method, const std::string& path,
                         const std::string& host = "example.org") {
    gateway::Request request;
    request.method = method;
    request.method_text = gateway::name_of(method);
    request.path = path;
    request.host = host;
    return router_.answer(request);
  }

  gateway::Response get(const std::string& path, const std::string& host = "example.org") {
    return send(gateway::Method::get, path, host);
  }

  router::Router& router() { return router_; }

 private:
  FakeClock clock_;
  FakeEntropy entropy_;
  router::Router router_;
};

/// A handler whose routes answer with what they were given, or do what the test says.
struct Handler {
  std::string name;
  std::function<void()> before = [] {};

  gateway::Response show(const router::Call& call) {
    before();
    std::string text = name;
    for (const auto& [key, value] : call.segments) {
      text.append(" ").append(key).append("=").append(value);
    }
    return gateway::Response::text(text);
  }
  gateway::Response change(const router::Call& /*call*/) {
    before();
    return gateway::Response::no_content();
  }
};
