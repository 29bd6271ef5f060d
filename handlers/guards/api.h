#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "guards/access.h"
#include "router/api.h"

namespace guards {

using gateway::Method;
using gateway::Response;
using router::Call;

/// One route: verb, path, who may call it, and the function that answers, which takes what the
/// guard finds. No field has a default: a row that forgets one does not compile.
template <typename Handler>
struct Row {
  using Answer = std::function<Response(Handler&, const Call&, const Caller&)>;

  Row(Method verb, std::string_view route_path, Finding<Nobody> who,
      Response (Handler::*function)(const Call&))
      : method(verb),
        path(route_path),
        guard(who.guard),
        answer([function](Handler& handler, const Call& call, const Caller& /*caller*/) {
          return (handler.*function)(call);
        }) {}

  template <typename Found>
  Row(Method verb, std::string_view route_path, Finding<Found> who,
      Response (Handler::*function)(const Call&, const Found&))
      : method(verb),
        path(route_path),
        guard(who.guard),
        answer([function](Handler& handler, const Call& call, const Caller& caller) {
          return (handler.*function)(call, std::get<Found>(caller));
        }) {}

  Method method;
  std::string_view path;
  Guard guard;
  Answer answer;
};

/// Whom the gatekeeper lets in.
struct Pass {
  Caller caller = {};
  /// What the client is told in place of whatever the handler refuses.
  std::optional<base::Error> otherwise = {};
};

/// Finds out who is calling and whether they may; throws base::Error when they may not. What it
/// finds is of the type that the guard's row in Access names.
using Gatekeeper = std::function<Pass(Guard guard, const gateway::Request& request)>;

/// An API's part of the router's table, whose every route is guarded.
class Api {
 public:
  /// Both outlive the router.
  Api(router::Api& table, const Gatekeeper& gatekeeper) : table_(table), gatekeeper_(gatekeeper) {}

  /// Adds the routes of one handler, which must outlive the router, in whatever order: of two that
  /// take a path the more specific one answers. What stands for {token} in a path is a secret: it
  /// is never logged.
  template <typename Handler>
  void add(Handler& handler, std::initializer_list<Row<Handler>> rows) {
    for (const auto& row : rows) {
      add(row.method, row.path, row.guard,
          [&handler, answer = row.answer](const Call& call, const Caller& caller) {
            return answer(handler, call, caller);
          });
    }
  }

  /// What has no route below "/prefix" at one of the places is this API's to refuse, in its shape.
  void claim(std::string prefix) { table_.claim(std::move(prefix)); }

  /// Lets clients of this API send forms in parts; elsewhere they are 415.
  void take_multipart() { table_.take_multipart(); }

  /// Pages of other origins may read what a route answers: its path, or empty for all of this API.
  void share(std::string path, router::Sharing sharing) {
    table_.share(std::move(path), std::move(sharing));
  }

 private:
  using Answer = std::function<Response(const Call&, const Caller&)>;
  void add(Method method, std::string_view path, Guard guard, Answer answer);

  router::Api& table_;
  const Gatekeeper& gatekeeper_;
};

}  // namespace guards
