#include "interop/node.h"

#include <iostream>

std::string fault_of(const Site& site, const std::string& script, const json::Value& given) {
  const auto log = site.scratch().at(script + ".log");
  site.scratch().write(script + ".json", json::dump(given));
  const int code = run({.arguments = {"node", DOORWARD_JOSE_DIR "/" + script, site.url(),
                                      site.scratch().at(script + ".json")},
                        .environment = {{"HOME", site.scratch().path().string()}},
                        .log = log,
                        .as_nobody = false},
                       std::chrono::seconds(120));
  const auto said = read_file(log);
  if (code != 0) return "exit code " + std::to_string(code) + ": " + said;
  std::cout << said;
  return {};
}

json::Value values_of(const Person& person) {
  return {{"username", person.username}, {"password", person.password}, {"email", person.email}};
}

json::Value values_of(const OAuthClient& client) {
  return {{"id", client.id}, {"secret", client.secret}};
}
