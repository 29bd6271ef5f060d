#pragma once

#include "meta_service.h"

/// A program that ada has let at her account.
struct Program : MetaService {
  using Method = gateway::Method;

  std::string personal_token(const std::string& scopes, const base::Id& owner) {
    return grants.make_personal_token(proof_of(context, owner), scopes, "test",
                                      std::chrono::hours(1), here);
  }

  gateway::Response ask_with(const std::string& token, Method method, const std::string& path,
                             const std::string& json = {}) {
    auto asked = request(method, path);
    asked.headers.add("authorization", "token " + token);
    if (!json.empty()) asked.media_type = "application/json";
    asked.body = json;
    return send(std::move(asked));
  }
  gateway::Response ask(Method method, const std::string& path, const std::string& json = {}) {
    return ask_with(mine, method, path, json);
  }
  gateway::Response ask(Method method, const std::string& path, const json::Value& value) {
    return ask(method, path, json::dump(value));
  }

  /// The error body of one fault.
  static std::string fault(const std::string& field, const std::string& reason) {
    json::Value entry = json::Value::object();
    if (!field.empty()) entry["field"] = field;
    entry["reason"] = reason;
    return json::dump({{"errors", json::Value::array({entry})}});
  }

  std::string mine = personal_token("*", ada);
};

inline const std::string kUnknown = R"({"errors":[{"reason":"404 not found"}]})";
